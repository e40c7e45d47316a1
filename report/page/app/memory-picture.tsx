import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { PageMemory } from '../data.ts';
import {
  BLOCK_WIDTH,
  HEAD,
  layoutMemory,
  ROW_HEIGHT,
  type Arrow,
  type MemoryRow,
  type PlacedBlock,
} from './memory-layout.ts';
import { isPointedAt } from './paths.ts';
import { plural } from './words.ts';

interface Props {
  readonly id: string;
  readonly memory: PageMemory;
  readonly pointed: string | null;
  readonly onPoint: (path: string | null) => void;
}

/** Blocks of memory, who owns their bytes, and where pointers lead; the same as a table for those who cannot see it. */
export function MemoryPicture({ id, memory, pointed, onPoint }: Props): JSX.Element {
  const layout = useMemo(() => layoutMemory(memory), [memory]);
  const { width, height, blocks, arrows } = layout;
  const label = `${memory.title}: ${plural(blocks.length, 'block')}, ${plural(arrows.length, 'pointer')}`;
  return (
    <section aria-labelledby={`${id}-memory`}>
      <h4 id={`${id}-memory`}>{memory.title}</h4>
      <div class="scroll picture" role="group" aria-labelledby={`${id}-memory`} tabIndex={0}>
        <svg
          role="img"
          aria-label={label}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          onMouseLeave={() => {
            onPoint(null);
          }}
        >
          <defs>
            <marker
              id={`${id}-tip`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto-start-reverse"
            >
              <path d="M0 0L8 4L0 8z" class="tip" />
            </marker>
          </defs>
          {blocks.map((placed) => (
            <Block key={placed.index} placed={placed} pointed={pointed} onPoint={onPoint} />
          ))}
          {arrows.map((arrow, at) => (
            <path
              key={at}
              class={`pointer${isPointedAt(arrow.path ?? '\0', pointed) ? ' pointed' : ''}`}
              d={curve(arrow)}
              marker-end={`url(#${id}-tip)`}
            />
          ))}
        </svg>
      </div>
      {memory.blocksLeftOut === 0 ? null : <p class="soft small">{plural(memory.blocksLeftOut, 'more block')}</p>}
      <details class="more">
        <summary>
          <h5>The same as a table</h5>
        </summary>
        <MemoryTable id={id} blocks={blocks} />
      </details>
    </section>
  );
}

interface BlockProps extends Omit<Props, 'id' | 'memory'> {
  readonly placed: PlacedBlock;
}

function Block({ placed, pointed, onPoint }: BlockProps): JSX.Element {
  const { block, rows, rowsLeftOut, x, y, height } = placed;
  return (
    <g transform={`translate(${x} ${y})`} class={`block${block.fresh ? ' fresh' : ''}`}>
      <rect class="frame" width={BLOCK_WIDTH} height={height} rx="7" />
      <text class="name" x="10" y="17">
        {block.name}
        {block.fresh ? ' (new)' : ''}
      </text>
      <text class="size" x={BLOCK_WIDTH - 10} y="17" text-anchor="end">
        {plural(block.size, 'byte')}
      </text>
      {rows.map((row, at) => (
        <Row
          key={at}
          row={row}
          leads={leadsText(row, placed)}
          y={HEAD + at * ROW_HEIGHT}
          pointed={pointed}
          onPoint={onPoint}
        />
      ))}
      {rowsLeftOut === 0 ? null : (
        <text class="size" x="10" y={HEAD + rows.length * ROW_HEIGHT + 14}>
          … {plural(rowsLeftOut, 'more row')}
        </text>
      )}
    </g>
  );
}

interface RowProps extends Omit<Props, 'id' | 'memory'> {
  readonly row: MemoryRow;
  /** Where a pointer leads; null: it is none. */
  readonly leads: string | null;
  readonly y: number;
}

/** Characters of a path that fit beside the bytes. */
const PATH = 18;

function Row({ row, leads, y, pointed, onPoint }: RowProps): JSX.Element {
  const { start, path, kind, bytes, difference } = row;
  const name = path ?? (kind === 'pointer' ? 'pointer' : 'no field');
  const short = name.length > PATH ? `…${name.slice(1 - PATH)}` : name;
  const on = path !== null && isPointedAt(path, pointed);
  const shown = difference === null ? (leads ?? bytes) : `≠ ${clipped(difference.received)}`;
  return (
    <g
      class={`row ${kind}${on ? ' pointed' : ''}${difference === null ? '' : ' differs'}`}
      onMouseEnter={() => {
        onPoint(path);
      }}
    >
      <title>{rowText(row)}</title>
      <rect class="fill" x="1" y={y} width={BLOCK_WIDTH - 2} height={ROW_HEIGHT} />
      <text class="at" x="30" y={y + 14} text-anchor="end">
        {start}
      </text>
      <text class="path" x="38" y={y + 14}>
        {short}
      </text>
      <text class="hex" x={BLOCK_WIDTH - 10} y={y + 14} text-anchor="end">
        {shown}
      </text>
    </g>
  );
}

/** What fits beside a path. */
function clipped(text: string): string {
  return text.length > 22 ? `${text.slice(0, 21)}…` : text;
}

/** The first pointer of a row, as text: the number itself says nothing. */
function leadsText({ start, length, kind }: MemoryRow, { block }: PlacedBlock): string | null {
  if (kind !== 'pointer') return null;
  const pointer = block.pointers.find(({ at }) => at >= start && at < start + length);
  if (pointer === undefined) return null;
  if (pointer.to === null) return 'NULL';
  const { block: to, offset } = pointer.to;
  return `→ ${to === 0 ? 'the device' : `block ${to}`}${offset === 0 ? '' : ` + ${offset}`}`;
}

function rowText({ start, length, path, kind, bytes, difference }: MemoryRow): string {
  const whose =
    path === null ? (kind === 'pointer' ? 'a pointer of no field' : 'no field describes it') : `${path} (${kind})`;
  const but = difference === null ? '' : `\nexpected ${difference.expected}\nreceived ${difference.received}`;
  return `offset ${start}, ${plural(length, 'byte')}: ${whose}\n${bytes}${but}`;
}

function curve({ from, to }: Arrow): string {
  const back = to.x <= from.x;
  const bend = back ? 46 : Math.max(28, (to.x - from.x) / 2);
  return `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${back ? to.x + bend : to.x - bend} ${to.y} ${to.x + (back ? 3 : -3)} ${to.y}`;
}

function MemoryTable({ id, blocks }: { readonly id: string; readonly blocks: readonly PlacedBlock[] }): JSX.Element {
  return (
    <div class="scroll" role="group" aria-labelledby={`${id}-memory`} tabIndex={0}>
      <table class="plain mono">
        <thead>
          <tr>
            {['block', 'offset', 'bytes', 'field', 'content', 'leads to', 'received'].map((each) => (
              <th scope="col" key={each}>
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {blocks.flatMap(({ index, block, rows }) =>
            rows.map(({ start, length, path, kind, bytes, difference }) => {
              const pointer = block.pointers.find(({ at }) => at >= start && at < start + length);
              return (
                <tr key={`${index}-${start}`}>
                  <td>{block.name}</td>
                  <td>{start}</td>
                  <td>{length}</td>
                  <td>{path ?? (kind === 'pointer' ? '(pointer)' : '(no field)')}</td>
                  <td>{bytes}</td>
                  <td>{pointer === undefined ? '' : placeText(pointer.to, blocks)}</td>
                  <td>{difference === null ? '' : difference.received}</td>
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
    </div>
  );
}

function placeText(
  to: { readonly block: number; readonly offset: number } | null,
  blocks: readonly PlacedBlock[],
): string {
  if (to === null) return 'nothing';
  return `${blocks[to.block]?.block.name ?? `block ${to.block}`} + ${to.offset}`;
}
