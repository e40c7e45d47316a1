import type { JSX } from 'preact';
import type { PageSection } from '../data.ts';
import { Rows } from './description-table.tsx';

/** A comparison or a history, as tables. */
export function Sections({ sections }: { readonly sections: readonly PageSection[] }): JSX.Element {
  return (
    <>
      {sections.map(({ title, text, table }, at) => (
        <section class="panel" key={at} aria-labelledby={`section-${at}`}>
          <h2 id={`section-${at}`}>{title}</h2>
          {text === '' ? null : <p>{text}</p>}
          {table === null ? null : <Rows id={`section-${at}`} table={table} />}
        </section>
      ))}
    </>
  );
}
