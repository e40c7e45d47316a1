import type { Draw } from '../random/draw.ts';
import { addBlock, type Memory } from '../vmstate/host/memory.ts';
import type { Lengths, Value } from '../vmstate/model/model.ts';
import type { StructPlan } from './plan.ts';

/** Receives every byte range that is stored; `path` is like `regs[2].ctrl`. `pointer`: the address of an allocation. */
export type StoreSink = (start: number, length: number, path: string, what: 'value' | 'pointer') => void;

/** Places (arena indices) of a source memory that its destination treats specially. */
export interface Marks {
  /** Integers that a load reads before it loads them, or checks: place and width, alternating. */
  readonly presets: number[];
  /** Pointers that a load replaces by its allocations. */
  readonly replaced: number[];
  /** Pointers that must be NULL for a load to allocate. */
  readonly cleared: number[];
  /** Heads of lists, which must be empty for a load: place and code, alternating. */
  readonly emptied: number[];
  /** Lengths of byte arrays, which differ in the destination: place and length there, alternating. */
  readonly lengths: number[];
  /** Arrays without elements whose pointer is NULL. */
  readonly empty: Value[];
}

export function newMarks(): Marks {
  return { presets: [], replaced: [], cleared: [], emptied: [], lengths: [], empty: [] };
}

/**
 * Where objects are, by the values of the structs that they belong to: a subsection has the object of its struct.
 * TEMPORARY: the object exists only during a save or load. Null: several structs have the same array of values.
 */
export type ObjectPlaces = Map<readonly Value[], number | typeof TEMPORARY | null>;

export const TEMPORARY = 'temporary';

export interface Store {
  readonly memory: Memory;
  /**
   * `source`: create every block and write every member, including those of subsections
   * that are not needed. `load`: follow the existing pointers, write what a load writes,
   * and allocate what it allocates. Nothing is written for UNTOUCHED or null values.
   */
  readonly mode: 'source' | 'load';
  readonly draw: Draw;
  /** Fills new allocations, whose content is unspecified. */
  readonly fill: number;
  /** Filled by `source`. */
  readonly marks: Marks;
  /** Null on the fast path: then no path is built. */
  readonly sink: StoreSink | null;
  /** Told where the object of each struct is; null: nobody asks. */
  readonly objects: ObjectPlaces | null;
  /** Of a load. */
  readonly lengths: Lengths;
  /** Stores the members of an object (a member, to avoid a cyclic import). */
  readonly storeStruct: (store: Store, plan: StructPlan, values: readonly Value[], at: number) => void;
  /** The current path, for the sink; updated during the walk. */
  path: string;
  /** Size of one element of the current member, if it depends on a sibling; such elements are leaves. */
  varying: number;
  /** True if the current member needs a pointer although it has no bytes. */
  wantsPointer: boolean;
  /** What lies from here to there belongs to a temporary object. */
  temporary: { readonly from: number; readonly to: number } | null;
}

/** Notes where an object is. */
export function noteObject({ objects, temporary }: Store, values: readonly Value[], at: number): void {
  if (objects === null) return;
  const inside = temporary !== null && at >= temporary.from && at <= temporary.to;
  objects.set(values, objects.has(values) ? null : inside ? TEMPORARY : at);
}

/** Adds a block of `size` bytes of value `fill`; returns its first arena index. */
export function addFilled(memory: Memory, size: number, fill: number): number {
  const start = memory.blocks[addBlock(memory, size)]?.start ?? 0;
  if (fill !== 0) memory.bytes.fill(fill, start, start + size);
  return start;
}

/** For a few bytes a loop is faster than `set`. */
export function copyInto(to: Uint8Array, at: number, from: Uint8Array): void {
  if (from.length > 64) to.set(from, at);
  else for (let i = 0; i < from.length; i++) to[at + i] = from[i] ?? 0;
}
