import type { JSX } from 'preact';
import type { PageNote } from '../data.ts';

/** What fails or limits the run besides findings. */
export function Notes({ notes }: { readonly notes: readonly PageNote[] }): JSX.Element | null {
  if (notes.length === 0) return null;
  return (
    <ul class="notes" aria-label="Notes on the run">
      {notes.map(({ kind, text }, at) => (
        <li key={at} class={kind}>
          <b>{kind === 'problem' ? 'Problem' : 'Note'}</b> {text}
        </li>
      ))}
    </ul>
  );
}
