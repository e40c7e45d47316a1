import type { JSX } from 'preact';
import type { LawCell, PageData } from '../data.ts';
import type { Filter } from './filter.ts';
import { count } from './words.ts';

const marks: Readonly<Record<LawCell['state'], string>> = {
  conforms: '✓',
  fails: '✕',
  known: '~',
  ignored: '·',
  'not-judged': '–',
};

interface Props {
  readonly data: PageData;
  readonly onShow: (part: Partial<Filter>) => void;
}

/** Every law with its cases and verdict. */
export function Laws({ data, onShow }: Props): JSX.Element {
  const { laws, engines } = data;
  return (
    <section class="panel" aria-labelledby="laws">
      <details>
        <summary>
          <h2 id="laws">Laws</h2> <span class="soft">{count(laws.length)} properties that every case is judged by</span>
        </summary>
        <div class="scroll" role="group" aria-labelledby="laws" tabIndex={0}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Law</th>
                {engines.map(({ name }, at) => (
                  <th scope="col" key={at}>
                    {name}
                  </th>
                ))}
                <th scope="col">Rules</th>
              </tr>
            </thead>
            <tbody>
              {laws.map(({ id, title, rules, cells }) => (
                <tr key={id}>
                  <th scope="row">
                    <code>{id}</code>
                    <span class="soft block">{title}</span>
                  </th>
                  {cells.map((cell, at) => (
                    <td key={at}>
                      <Cell
                        cell={cell}
                        onShow={() => {
                          onShow({ law: id, engine: engines.length > 1 ? at : null });
                        }}
                      />
                    </td>
                  ))}
                  <td class="soft small">{rules.map((rule) => rule.replace('VMS-', '')).join(' ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

function Cell({ cell, onShow }: { readonly cell: LawCell | null; readonly onShow: () => void }): JSX.Element {
  if (cell === null) return <span class="soft">not judged</span>;
  const text = (
    <>
      <span class={`mark-${cell.state}`} aria-hidden="true">
        {marks[cell.state]}
      </span>{' '}
      {cell.text}
    </>
  );
  return (
    <>
      {cell.state === 'fails' ? (
        <button type="button" class="link" onClick={onShow}>
          {text}
        </button>
      ) : (
        text
      )}
      <span class="soft block">{count(cell.cases)} cases</span>
    </>
  );
}
