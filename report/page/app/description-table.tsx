import type { JSX } from 'preact';
import type { PageTable } from '../data.ts';

/** What the engine was given: the description in terms of the host. */
export function DescriptionTable({ id, table }: { readonly id: string; readonly table: PageTable }): JSX.Element {
  return (
    <details class="more">
      <summary>
        <h4 id={`${id}-description`}>Its VMStateDescription</h4>
      </summary>
      <Rows id={`${id}-description`} table={table} />
    </details>
  );
}

/** A table whose label is the element with this id. */
export function Rows({
  id,
  table: { columns, rows },
}: {
  readonly id: string;
  readonly table: PageTable;
}): JSX.Element {
  return (
    <div class="scroll" role="group" aria-labelledby={id} tabIndex={0}>
      <table class="plain mono">
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
