import { memoryAfterLoad } from '../../layout/layout.ts';
import { decode } from '../../oracle/load/decode.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import type { ComparedLoad } from './compare-load.ts';
import type { Difference, MemoryRange } from './difference.ts';

/** What the oracle knows of the memory after the load; bytes beyond it are anybody's. */
interface Known {
  /** Two fillings of fresh memory: bytes in which they differ are unspecified. */
  readonly zeros: Memory;
  readonly ones: Memory;
  /** Which member owns the byte at an arena index. */
  readonly owners: ReadonlyMap<number, string>;
}

/** How two memories after the same load differ; null if only in unspecified bytes. */
export function differentMemory(asked: ComparedLoad, a: Memory, b: Memory): Difference | null {
  const given = asked.layout.destination.blocks.length;
  const sizes = { a: sizesFrom(a, given), b: sizesFrom(b, given) };
  const allocated = sizes.a.join() === sizes.b.join() ? null : sizes;
  const known = knownOf(asked);
  // Behind other allocations lie other addresses: only the blocks of the request still compare.
  const fresh = allocated === null && known !== null && sizesFrom(known.zeros, given).join() === sizes.a.join();
  const ranges: MemoryRange[] = [];
  const last = fresh ? a.blocks.length : given;
  for (let block = 0; block < last; block++) {
    const counts =
      block < given ? everywhere : (at: number): boolean => known?.zeros.bytes[at] === known?.ones.bytes[at];
    ranges.push(...rangesOf(block, { a, b, counts, owners: known?.owners ?? null }));
  }
  return allocated === null && ranges.length === 0 ? null : { kind: 'memory', allocated, ranges };
}

function everywhere(): boolean {
  return true;
}

function sizesFrom(memory: Memory, first: number): number[] {
  return memory.blocks.slice(first).map(({ size }) => size);
}

function knownOf({ of: { model, dialect }, layout, wire }: ComparedLoad): Known | null {
  const { plan, destination, before, rooms } = layout;
  const { pointerSize } = destination.abi;
  const decoded = decode({ shape: model.shape, before, rooms, pointerSize }, wire, model.shape.version, dialect);
  if (decoded.verdict !== 'ok') return null;
  const owners = new Map<number, string>();
  const zeros = memoryAfterLoad(plan, destination, decoded, {
    fill: 0,
    sink: (start, length, path) => {
      for (let at = start; at < start + length; at++) owners.set(at, path);
    },
  });
  return { zeros, ones: memoryAfterLoad(plan, destination, decoded, { fill: 0xff }), owners };
}

/** Where and how bytes are compared. */
interface ComparedBlock {
  readonly a: Memory;
  readonly b: Memory;
  /** Whether anybody specifies the byte at an arena index. */
  readonly counts: (at: number) => boolean;
  readonly owners: ReadonlyMap<number, string> | null;
}

function rangesOf(block: number, { a, b, counts, owners }: ComparedBlock): MemoryRange[] {
  const ranges: MemoryRange[] = [];
  const { start, size } = a.blocks[block] ?? { start: 0, size: 0 };
  const differs = (at: number): boolean => a.bytes[at] !== b.bytes[at] && counts(at);
  let at = start;
  while (at < start + size) {
    if (!differs(at)) {
      at++;
      continue;
    }
    const path = owners?.get(at) ?? null;
    let end = at + 1;
    while (end < start + size && differs(end) && (owners?.get(end) ?? null) === path) end++;
    ranges.push({ block, offset: at - start, path, a: a.bytes.slice(at, end), b: b.bytes.slice(at, end) });
    at = end;
  }
  return ranges;
}
