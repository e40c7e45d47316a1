import type { Direction, Owner, Witness } from '../../devices/compat/answer.ts';
import { table } from '../terminal/table.ts';
import { truncate } from '../terminal/truncate.ts';
import { sideNames } from './sentences.ts';

/** Rows before and behind the place where the sides part. */
const BEFORE = 2;
const BEHIND = 2;

/** The stream around the place where the sides part, with the field that owns each byte on either side. */
export function witnessTable({ outcome, source, destination, stream }: Witness, direction: Direction): string {
  const { saves, loads } = sideNames(direction);
  const at = partOf(outcome) ?? 0;
  const starts = [...new Set([...source, ...destination].map(({ start }) => start))].sort((a, b) => a - b);
  const middle = Math.max(
    0,
    starts.findIndex((start) => start >= at),
  );
  const shown = starts.slice(Math.max(0, middle - BEFORE), middle + BEHIND + 1);
  const rows = shown.map((start, i) => {
    const end =
      shown[i + 1] ?? start + Math.max(1, ownerAt(source, start)?.length ?? ownerAt(destination, start)?.length ?? 1);
    const bytes = truncate(stream.slice(2 * start, 2 * end));
    return [start === at ? '>' : '', String(start), bytes, cell(source, start), cell(destination, start)];
  });
  return table({
    head: ['', 'byte', 'hex', `the ${saves} writes`, `the ${loads} reads`],
    rows,
    align: ['left', 'right'],
    indent: 6,
  });
}

function partOf(outcome: Witness['outcome']): number | undefined {
  return outcome.kind === 'shifted'
    ? outcome.parting.offset
    : outcome.kind === 'reinterpreted'
      ? outcome.partings[0]?.offset
      : undefined;
}

function ownerAt(owners: readonly Owner[], start: number): Owner | undefined {
  return owners.find((owner) => owner.start <= start && start < owner.start + owner.length);
}

function cell(owners: readonly Owner[], start: number): string {
  const owner = ownerAt(owners, start);
  if (owner === undefined) return '(end of the section)';
  return owner.start === start ? `${truncate(owner.path)} ${owner.type}` : `… ${truncate(owner.path)}`;
}
