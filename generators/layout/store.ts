import { addBlock, readPointer, writePointer, type Memory } from '../../vmstate/memory.ts';
import type { Value } from '../../vmstate/model.ts';
import { VMS } from '../../vmstate/flags.ts';
import type { Draw } from '../draw.ts';
import { isNegative } from '../values.ts';
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
  for (let i = 0; i < members.length; i++) {
    const planned = members[i];
    if (planned === undefined) continue;
    const { member } = planned;
    if (member.element.kind === 'unused') continue;
    if (store.mode === 'load' && !planned.carried) continue;
    const value = values[i] ?? null;
    const name = store.sink === null ? '' : path === '' ? member.name : `${path}.${member.name}`;
    const { element } = member;
    const size = element.kind === 'vbuffer' ? bytesOf(value) : planned.elementSize;
    if (planned.preset && store.mode === 'source') store.marks.presets.push(at + planned.offset, size);
    // A count below zero has no elements, yet the engine wants a pointer there.
    const negative = member.storage === 'pointer' && isNegative(member, values);
    storeMember(store, planned, value, size, at + planned.offset, name, negative);
  }
}

/** The length of a buffer, or of each of an array of them; a destination's count may not be loaded yet. */
function bytesOf(value: Value): number {
  const first = Array.isArray(value) ? value[0] : value;
  return first instanceof Uint8Array ? first.length : 0;
}

function storeMember(store: Store, planned: MemberPlan, value: Value, size: number, at: number, path: string, negative: boolean): void {
  const { member } = planned;
  const { memory } = store;
  const elements = member.count.kind === 'one' ? null : Array.isArray(value) ? value : [];
  const n = elements === null ? 1 : elements.length;
  const stride = member.slots === 'none' ? size : memory.abi.pointerSize;
  let base = at;
  if (member.storage !== 'embedded') {
    const absent = elements === null && value === null;
    if (member.storage === 'allocated' && store.mode === 'source' && planned.carried) store.marks.replaced.push(at);
    const target = store.mode === 'load' ? arrive(store, planned, at, stride * n, path) : point(store, at, stride * n, absent, negative);
    if (target === null) return;
    base = target;
  }
  if (elements === null) {
    storeElement(store, planned, value, size, base, path);
    return;
  }
  for (let i = 0; i < n; i++) {
    const name = store.sink === null ? '' : `${path}[${i}]`;
    const element = elements[i] ?? null;
    if (member.slots === 'none') storeElement(store, planned, element, size, base + stride * i, name);
    else storeSlot(store, planned, element, size, base + stride * i, name);
  }
}

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
function arrive(store: Store, { member }: MemberPlan, at: number, bytes: number, path: string): number | null {
  const { memory } = store;
  if (member.storage === 'allocated') return bytes === 0 ? null : allocate(store, at, bytes, store.fill, path);
  return readPointer(memory, at) ?? null;
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
  if (store.mode !== 'load') {
    memory.slots.push(at);
    if (planned.member.slots === 'allocated' && planned.carried) store.marks.cleared.push(at);
    const target = value === null ? null : addPointee(memory, draw, size);
    writePointer(memory, at, target);
    if (target !== null) storeElement(store, planned, value, size, target, path);
    return;
  }
  if (value === null) return;
  const target = planned.member.slots === 'allocated' ? allocate(store, at, size, 0, path) : readPointer(memory, at);
  if (typeof target === 'number') storeElement(store, planned, value, size, target, path);
}

function storeElement(store: Store, planned: MemberPlan, value: Value, size: number, at: number, path: string): void {
  const { memory, sink } = store;
  const { element } = planned.member;
  switch (element.kind) {
    case 'scalar':
      storeScalar(memory.view, at, element.type, value, memory.abi.byteOrder === 'little');
      break;
    case 'buffer':
    case 'vbuffer':
      if (value instanceof Uint8Array) copyBytes(memory.bytes, at, value);
      break;
    case 'unused':
      return;
    case 'struct':
      if (planned.struct !== null && Array.isArray(value)) storeStruct(store, planned.struct, value, at, path);
      return;
  }
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
    if (field === undefined || (field.flags & VMS.STRUCT) === 0 || !planned.carried) continue;
    if (planned.member.slots === 'none') sizes.push(field.size);
    const value = values[i];
    if (planned.struct === null || !Array.isArray(value)) continue;
    if (planned.member.count.kind === 'one') visitedStructSizes(planned.struct, value, sizes);
    else for (const inner of value) if (Array.isArray(inner)) visitedStructSizes(planned.struct, inner, sizes);
  }
  return sizes;
}
