import type { OwnedRange } from '../../layout/layout.ts';
import { blockAt, readPointer, type Memory } from '../../vmstate/host/memory.ts';

/** A memory as a report shows it: blocks, the fields that own their bytes, and where pointers lead. */
export interface MemoryShown {
  /** `source`: what is saved. `destination`: what a load meets. `loaded`: what it must leave behind. */
  readonly what: 'source' | 'destination' | 'loaded';
  readonly pointerSize: 4 | 8;
  readonly byteOrder: 'little' | 'big';
  readonly blocks: readonly BlockShown[];
  /** Blocks that are not shown: there are too many. */
  readonly blocksLeftOut: number;
}

export interface BlockShown {
  readonly size: number;
  /** The first bytes; all of them unless the block is large. */
  readonly bytes: Uint8Array;
  /** The load allocates it. */
  readonly fresh: boolean;
  /** In the order of their places. */
  readonly owners: readonly OwnerShown[];
  readonly pointers: readonly PointerShown[];
}

/** Bytes of a block that a field owns. */
export interface OwnerShown {
  readonly start: number;
  readonly length: number;
  readonly path: string;
  readonly what: 'value' | 'pointer';
}

/** Where a pointer lies, and where it leads; null: nowhere. */
export interface PointerShown {
  readonly at: number;
  readonly to: { readonly block: number; readonly offset: number } | null;
}

/** Blocks, and bytes of each: what is larger cannot be looked at. */
const MOST_BLOCKS = 48;
const MOST_BYTES = 1024;

/** A memory with its owners; of two that claim a byte the later has it. */
export interface OwnedMemory {
  readonly what: MemoryShown['what'];
  readonly memory: Memory;
  readonly owners: readonly OwnedRange[];
  /** Blocks from this one on are allocated by the load. */
  readonly given: number;
}

export function memoryShown({ what, memory, owners, given }: OwnedMemory): MemoryShown {
  const { abi, blocks } = memory;
  const places = new Set(memory.slots);
  for (const { start, length, what: kind } of owners)
    if (kind === 'pointer') for (let at = start; at < start + length; at += abi.pointerSize) places.add(at);
  const slots = [...places].sort((a, b) => a - b);
  const shown = blocks.slice(0, MOST_BLOCKS).map(({ start, size }, index): BlockShown => {
    const end = start + Math.min(size, MOST_BYTES);
    return {
      size,
      bytes: memory.bytes.slice(start, end),
      fresh: index >= given,
      owners: ownersIn(owners, start, end),
      pointers: slots
        .filter((at) => at >= start && at + abi.pointerSize <= end)
        .map((at) => ({ at: at - start, to: placeOf(memory, readPointer(memory, at)) })),
    };
  });
  return { what, ...abi, blocks: shown, blocksLeftOut: Math.max(0, blocks.length - MOST_BLOCKS) };
}

function placeOf(memory: Memory, target: number | null | undefined): PointerShown['to'] {
  if (typeof target !== 'number') return null;
  const block = blockAt(memory, target);
  return block < 0 ? null : { block, offset: target - (memory.blocks[block]?.start ?? 0) };
}

/** Each byte has one owner, the last that claims it; neighbours of the same owner are one range. */
function ownersIn(owners: readonly OwnedRange[], start: number, end: number): OwnerShown[] {
  const marks = new Int32Array(end - start);
  for (const [index, { start: from, length }] of owners.entries()) {
    if (from < end && from + length > start)
      marks.fill(index + 1, Math.max(0, from - start), Math.min(end, from + length) - start);
  }
  const found: OwnerShown[] = [];
  for (let at = 0; at < marks.length;) {
    const mark = marks[at] ?? 0;
    let next = at + 1;
    while (next < marks.length && marks[next] === mark) next++;
    const owner = owners[mark - 1];
    if (owner !== undefined) found.push({ start: at, length: next - at, path: owner.path, what: owner.what });
    at = next;
  }
  return found;
}
