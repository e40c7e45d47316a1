import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { PageBytes, PageData } from '../data.ts';
import { byteRows, shownRows, type ByteCell } from './byte-rows.ts';
import { firstDifference, lengthOf } from './hex.ts';
import { isPointedAt } from './paths.ts';
import { useRoving } from './roving.ts';
import { plural } from './words.ts';

interface Props {
  readonly id: string;
  readonly bytes: PageBytes;
  readonly rules: Readonly<Record<string, string>>;
  readonly data: PageData;
  readonly pointed: string | null;
  readonly onPoint: (path: string | null) => void;
}

/** Rows that are shown at first. */
const MOST = 32;

/** Bytes side by side; the byte under the pointer or the focus names its field and the rule of the field. */
export function BytesView({ id, bytes, rules, data, pointed, onPoint }: Props): JSX.Element {
  const { title, left, right, spans } = bytes;
  const rows = useMemo(() => byteRows(bytes), [bytes]);
  const [range, setRange] = useState(() => shownRows(rows, MOST));
  const [at, setAt] = useState<number | null>(null);
  const { ref, onKeyDown } = useRoving<HTMLTableElement>();
  const bad = right === null ? -1 : firstDifference(left.hex, right.hex);
  const stop = bad >= 0 ? bad : (rows[range.from]?.[0]?.at ?? 0);
  const point = (cell: ByteCell): void => {
    setAt(cell.at);
    onPoint(spans[cell.span]?.path ?? null);
  };
  const cells = (row: readonly ByteCell[], side: 'left' | 'right'): JSX.Element[] =>
    row.map((cell) => (
      <Byte
        key={`${side}${cell.at}`}
        cell={cell}
        side={side}
        name={side === 'left' ? left.name : (right?.name ?? '')}
        owner={spans[cell.span]?.path ?? 'no field'}
        pointed={isPointedAt(spans[cell.span]?.path ?? '\0', pointed)}
        stop={side === (right === null ? 'left' : 'right') && cell.at === stop}
        onPoint={() => {
          point(cell);
        }}
      />
    ));
  return (
    <section aria-labelledby={`${id}-bytes`}>
      <h4 id={`${id}-bytes`}>{title}</h4>
      <p class="soft small">{sizesText(bytes, bad)}</p>
      {range.from === 0 ? null : (
        <button
          type="button"
          class="button"
          onClick={() => {
            setRange({ ...range, from: 0 });
          }}
        >
          {plural(range.from, 'row')} above
        </button>
      )}
      <div class="scroll">
        <table
          class="bytes"
          ref={ref}
          onKeyDown={onKeyDown}
          onMouseLeave={() => {
            onPoint(null);
          }}
        >
          <thead>
            <tr>
              <th scope="col">byte</th>
              <th scope="colgroup" colSpan={8}>
                {left.name}
              </th>
              {right === null ? null : (
                <th scope="colgroup" colSpan={8} class="second">
                  {right.name}
                </th>
              )}
              <th scope="col" class="owner">
                fields
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(range.from, range.to).map((row) => (
              <tr key={row[0]?.at}>
                <th scope="row">{row[0]?.at}</th>
                {cells(row, 'left')}
                <Filler n={8 - row.length} />
                {right === null ? null : cells(row, 'right')}
                {right === null ? null : <Filler n={8 - row.length} />}
                <td class="owner">{ownersText(row, bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {range.to >= rows.length ? null : (
        <button
          type="button"
          class="button"
          onClick={() => {
            setRange({ ...range, to: range.to + 512 });
          }}
        >
          {plural(rows.length - range.to, 'row')} below
        </button>
      )}
      <Pointed at={at} rows={rows} bytes={bytes} rules={rules} data={data} />
    </section>
  );
}

function sizesText({ left, right }: PageBytes, bad: number): string {
  const one = plural(lengthOf(left.hex), 'byte');
  if (right === null) return one;
  const both = `${left.name} ${one}, ${right.name} ${lengthOf(right.hex)}`;
  return bad < 0 ? `${both}: the same` : `${both}; the first difference is at byte ${bad}`;
}

interface ByteProps {
  readonly cell: ByteCell;
  readonly side: 'left' | 'right';
  readonly name: string;
  readonly owner: string;
  readonly pointed: boolean;
  readonly stop: boolean;
  readonly onPoint: () => void;
}

function Byte({ cell, side, name, owner, pointed, stop, onPoint }: ByteProps): JSX.Element {
  const { at, differs, span } = cell;
  const text = cell[side];
  const first = at % 8 === 0 && side === 'right' ? ' second' : '';
  const tint = span < 0 ? 'free' : span % 2 === 0 ? 'even' : 'odd';
  const classes = `${tint}${differs ? ` differs ${side}` : ''}${pointed ? ' pointed' : ''}${first}`;
  if (text === null) return <td class={`${classes} gone`}>··</td>;
  return (
    <td class={classes}>
      <span
        role="button"
        data-stop
        tabIndex={stop ? 0 : -1}
        aria-label={`byte ${at} ${name} ${text}, ${owner}${differs ? ', differs' : ''}`}
        onMouseEnter={onPoint}
        onFocus={onPoint}
        onClick={onPoint}
      >
        {text}
      </span>
    </td>
  );
}

function Filler({ n }: { readonly n: number }): JSX.Element | null {
  return n === 0 ? null : <td colSpan={n} />;
}

/** The fields that begin in a row. */
function ownersText(row: readonly ByteCell[], { spans }: PageBytes): string {
  const begun = row.flatMap(({ at, span }) => {
    const owner = spans[span];
    return owner?.start === at ? [`${owner.path} ${owner.type}`] : [];
  });
  return begun.length > 3 ? `${begun.slice(0, 3).join(', ')} and ${begun.length - 3} more` : begun.join(', ');
}

interface PointedProps extends Pick<Props, 'bytes' | 'rules' | 'data'> {
  readonly at: number | null;
  readonly rows: readonly ByteCell[][];
}

/** The byte that is pointed at: its field, its values, the rule. */
function Pointed({ at, rows, bytes: { left, right, spans }, rules, data }: PointedProps): JSX.Element {
  const cell = at === null ? undefined : rows[Math.floor(at / 8)]?.[at % 8];
  const owner = spans[cell?.span ?? -1];
  const id = owner === undefined ? undefined : rules[owner.path];
  const rule = data.rules.find((each) => each.id === id);
  if (cell === undefined)
    return (
      <div class="pointing soft">
        Point at a byte, or walk with the arrow keys, to see whose it is and by which rule.
      </div>
    );
  return (
    <div class="pointing" aria-live="polite">
      <p>
        <b>byte {cell.at}</b> {left.name} <code>{cell.left ?? 'nothing'}</code>
        {right === null ? null : (
          <>
            , {right.name} <code>{cell.right ?? 'nothing'}</code>
          </>
        )}
        {' · '}
        {owner === undefined ? (
          'no field owns it'
        ) : (
          <>
            <code>{owner.path}</code> {owner.type}
          </>
        )}
      </p>
      {rule === undefined ? null : (
        <p>
          <code>{rule.id}</code> {rule.statement}
        </p>
      )}
    </div>
  );
}
