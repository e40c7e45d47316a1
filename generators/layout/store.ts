import { addBlock, readPointer, writePointer, type Memory } from '../../vmstate/memory.ts';
import type { Value } from '../../vmstate/model.ts';
import { VMS } from '../../vmstate/flags.ts';
import type { Draw } from '../draw.ts';
import { isNegative } from '../values.ts';
import { BYTES, UNUSED, VARYING_BYTES } from './codes.ts';
import { addNoisyBlock, addPointee } from './noise.ts';
import type { MemberPlan, StructPlan } from './plan.ts';
import { storeScalar } from './scalar.ts';

/** Told of every byte range that a store fills; `path` is `regs[2].ctrl`. `pointer`: the address of an allocation. */
export type StoreSink = (start: number, length: number, path: string, what: 'value' | 'pointer') => void;

/** Places of a source memory that its destination must treat apart; arena indices. */
export interface Marks {
  /** Counts that a load reads before it loads them: place and width, alternating. */
  readonly presets: number[];
  /** Pointers that a load replaces by those of its own allocations. */
  readonly replaced: number[];
  /** Pointers that must be NULL for a load to allocate. */
  readonly cleared: number[];
  /** Arrays of no elements whose pointer is NULL. */
  readonly empty: Value[];
}

export interface Store {
  readonly memory: Memory;
  /**
   * `source`: make every block, write every member. `load`: write what a load
   * writes, where the pointers already there lead, and allocate what a load
   * allocates.
   */
  readonly mode: 'source' | 'load';
  readonly draw: Draw;
  /** What a fresh allocation is filled with; its content is unspecified. */
  readonly fill: number;
  /** Filled by `source`. */
  readonly marks: Marks;
  /** Null on the fast path: then no path is ever spelled. */
  readonly sink: StoreSink | null;
}

/** Builds the root block and everything it reaches. */
export function buildMemory(store: Store, plan: StructPlan, values: readonly Value[]): void {
  const at = addNoisyBlock(store.memory, store.draw, plan.size);
  storeStruct(store, plan, values, at, '');
}

/** Writes a struct's members; `at` is the arena index of its first byte. */
export function storeStruct(store: Store, plan: StructPlan, values: readonly Value[], at: number, path: string): void {
  const { members } = plan;
  const { memory, sink } = store;
  const load = store.mode === 'load';
  for (let i = 0; i < members.length; i++) {
    const planned = members[i];
    if (planned === undefined || planned.code === UNUSED || (load && !planned.carried)) continue;
    const value = values[i] ?? null;
    const place = at + planned.offset;
    const size = planned.code === VARYING_BYTES ? bytesOf(value) : planned.elementSize;
    if (planned.preset && !load) store.marks.presets.push(place, size);
    // Half of all members are this simple.
    if (planned.flags === VMS.SINGLE && sink === null) storeScalar(memory, place, size, value);
    else {
      const name = sink === null ? '' : path === '' ? planned.member.name : `${path}.${planned.member.name}`;
      // A count below zero has no elements, yet the engine wants a pointer there.
      const negative = (planned.flags & (VMS.POINTER | VMS.ALLOC)) === VMS.POINTER && isNegative(planned.member, values);
      storeMember(store, planned, value, size, place, name, negative);
    }
  }
}

/** The length of a buffer, or of each of an array of them; a destination's count may not be loaded yet. */
function bytesOf(value: Value): number {
  const first = Array.isArray(value) ? value[0] : value;
  return first instanceof Uint8Array ? first.length : 0;
}

function storeMember(store: Store, planned: MemberPlan, value: Value, size: number, at: number, path: string, negative: boolean): void {
  const { flags } = planned;
  const { memory } = store;
  const elements = planned.single ? null : Array.isArray(value) ? value : NO_ELEMENTS;
  const n = elements === null ? 1 : elements.length;
  const slots = (flags & VMS.ARRAY_OF_POINTER) !== 0;
  const stride = slots ? memory.abi.pointerSize : size;
  let base = at;
  if ((flags & VMS.POINTER) !== 0) {
    const absent = elements === null && value === null;
    const load = store.mode === 'load';
    if ((flags & VMS.ALLOC) !== 0 && !load && planned.carried) store.marks.replaced.push(at);
    const target = load ? arrive(store, planned, at, stride * n, path) : point(store, at, stride * n, absent, negative);
    if (target === null) {
      if (!load && elements !== null && Array.isArray(value)) store.marks.empty.push(value);
      return;
    }
    base = target;
  }
  if (elements === null) {
    storeElement(store, planned, value, size, base, path);
    return;
  }
  for (let i = 0; i < n; i++) {
    const name = store.sink === null ? '' : `${path}[${i}]`;
    const element = elements[i] ?? null;
    if (slots) storeSlot(store, planned, element, size, base + stride * i, name);
    else storeElement(store, planned, element, size, base + stride * i, name);
  }
}

const NO_ELEMENTS: readonly Value[] = [];

/** Makes what a pointer points to; with nothing to point to it is NULL or points to something else. */
function point(store: Store, at: number, bytes: number, absent: boolean, negative: boolean): number | null {
  const { memory, draw } = store;
  memory.slots.push(at);
  if ((absent || bytes === 0) && !negative && draw.chance(60)) {
    writePointer(memory, at, null);
    return null;
  }
  const target = addPointee(memory, draw, absent ? 8 : bytes);
  writePointer(memory, at, target);
  return absent ? null : target;
}

/** Where a load finds or makes what a pointer points to. */
function arrive(store: Store, { flags }: MemberPlan, at: number, bytes: number, path: string): number | null {
  if ((flags & VMS.ALLOC) !== 0) return bytes === 0 ? null : allocate(store, at, bytes, store.fill, path);
  return readPointer(store.memory, at) ?? null;
}

function allocate(store: Store, slot: number, size: number, fill: number, path: string): number {
  const { memory, sink } = store;
  const start = memory.blocks[addBlock(memory, size)]?.start ?? 0;
  if (fill !== 0) memory.bytes.fill(fill, start, start + size);
  writePointer(memory, slot, start);
  if (sink !== null) sink(slot, memory.abi.pointerSize, path, 'pointer');
  return start;
}

function storeSlot(store: Store, planned: MemberPlan, value: Value, size: number, at: number, path: string): void {
  const { memory, draw } = store;
  const allocated = (planned.flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0;
  if (store.mode !== 'load') {
    memory.slots.push(at);
    if (allocated && planned.carried) store.marks.cleared.push(at);
    const target = value === null ? null : addPointee(memory, draw, size);
    writePointer(memory, at, target);
    if (target !== null) storeElement(store, planned, value, size, target, path);
    return;
  }
  if (value === null) return;
  const target = allocated ? allocate(store, at, size, 0, path) : readPointer(memory, at);
  if (typeof target === 'number') storeElement(store, planned, value, size, target, path);
}

function storeElement(store: Store, planned: MemberPlan, value: Value, size: number, at: number, path: string): void {
  const { memory, sink } = store;
  const { code, struct } = planned;
  if (struct !== null) {
    if (Array.isArray(value)) storeStruct(store, struct, value, at, path);
    return;
  }
  if (code < BYTES) storeScalar(memory, at, code, value);
  else if (value instanceof Uint8Array) copyBytes(memory.bytes, at, value);
  if (sink !== null) sink(at, size, path, 'value');
}

/** For a few bytes a loop is quicker than the call of `set`. */
function copyBytes(to: Uint8Array, at: number, from: Uint8Array): void {
  if (from.length > 64) to.set(from, at);
  else for (let i = 0; i < from.length; i++) to[at + i] = from[i] ?? 0;
}

/**
 * The `.size` of every struct field that a save visits, in the order of its
 * walk: what the oracle cannot know, because a struct's host size is the layout's.
 */
export function visitedStructSizes(plan: StructPlan, values: readonly Value[], sizes: number[] = []): number[] {
  const { fields } = plan.description;
  let described = 0;
  for (let i = 0; i < plan.members.length; i++) {
    const planned = plan.members[i];
    if (planned?.member.migrated !== true) continue;
    const field = fields[described++];
    if (planned.struct === null || field === undefined || !planned.carried) continue;
    if ((field.flags & VMS.ARRAY_OF_POINTER) === 0) sizes.push(field.size);
    const value = values[i];
    if (!Array.isArray(value)) continue;
    if (planned.single) visitedStructSizes(planned.struct, value, sizes);
    else for (const inner of value) if (Array.isArray(inner)) visitedStructSizes(planned.struct, inner, sizes);
  }
  return sizes;
}
