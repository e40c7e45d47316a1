import type { Draw } from '../random/draw.ts';
import { addBlock, type Memory } from '../vmstate/host/memory.ts';
import type { Value } from '../vmstate/model/model.ts';
import type { StructPlan } from './plan.ts';

/** Receives every byte range that a store fills; `path` is `regs[2].ctrl`. `pointer`: the address of an allocation. */
export type StoreSink = (start: number, length: number, path: string, what: 'value' | 'pointer') => void;

/** Places of a source memory that its destination must treat apart; arena indices. */
export interface Marks {
  /** What a load reads before it loads it, and the integers that it checks: place and width, alternating. */
  readonly presets: number[];
  /** Pointers that a load replaces by those of its own allocations. */
  readonly replaced: number[];
  /** Pointers that must be NULL for a load to allocate. */
  readonly cleared: number[];
  /** Heads of lists, which must be empty for a load: place and code, alternating. */
  readonly emptied: number[];
  /** Lengths of byte arrays, which are others in the destination: place and length there, alternating. */
  readonly lengths: number[];
  /** Arrays of no elements whose pointer is NULL. */
  readonly empty: Value[];
}

export function newMarks(): Marks {
  return { presets: [], replaced: [], cleared: [], emptied: [], lengths: [], empty: [] };
}

export interface Store {
  readonly memory: Memory;
  /**
   * `source`: make every block, write every member, of subsections that are
   * not needed too. `load`: write what a load writes, where the pointers
   * already there lead, and allocate what a load allocates. There the values
   * alone say what that is: nothing is written for UNTOUCHED, nor for null.
   */
  readonly mode: 'source' | 'load';
  readonly draw: Draw;
  /** What a fresh allocation is filled with; its content is unspecified. */
  readonly fill: number;
  /** Filled by `source`. */
  readonly marks: Marks;
  /** Null on the fast path: then no path is ever spelled. */
  readonly sink: StoreSink | null;
  /** Stores the members of an object: the walk goes on through it. */
  readonly storeStruct: (store: Store, plan: StructPlan, values: readonly Value[], at: number) => void;
  /** Where the walk is, for the sink; changed as it goes. */
  path: string;
  /** Bytes of one element of the member at hand, if a sibling holds them; such elements are leaves. */
  varying: number;
  /** Whether the member at hand must have a pointer, although nothing is behind it. */
  wantsPointer: boolean;
}

/** A block of `size` bytes, all `fill`; returns the arena index of the first. */
export function addFilled(memory: Memory, size: number, fill: number): number {
  const start = memory.blocks[addBlock(memory, size)]?.start ?? 0;
  if (fill !== 0) memory.bytes.fill(fill, start, start + size);
  return start;
}

/** For a few bytes a loop is quicker than the call of `set`. */
export function copyInto(to: Uint8Array, at: number, from: Uint8Array): void {
  if (from.length > 64) to.set(from, at);
  else for (let i = 0; i < from.length; i++) to[at + i] = from[i] ?? 0;
}
