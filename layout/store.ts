import { addBlock, readPointer, writePointer, type Memory } from '../vmstate/host/memory.ts';
import { UNTOUCHED, type Value } from '../vmstate/model/model.ts';
import { VMS } from '../vmstate/host/flags.ts';
import type { Draw } from '../random/draw.ts';
import { wantsPointer } from '../vmstate/model/counts.ts';
import { storeBitmap } from './bitmap.ts';
import { BITMAP, BYTES, isContainer, isList, QTAILQ, TIMER, UNUSED, VARYING_BYTES } from './codes.ts';
import { storeContainer } from './containers.ts';
import { appendToTailq, headSize, insertInList, writeEmptyHead } from './links.ts';
import { addNoisyBlock, addPointee } from './noise.ts';
import type { MemberPlan, StructPlan } from './plan.ts';
import { storeScalar } from './scalar.ts';
import { varyingSize } from './varying-size.ts';

export { visitedStructSizes } from './visited.ts';

/** Told of every byte range that a store fills; `path` is `regs[2].ctrl`. `pointer`: the address of an allocation. */
export type StoreSink = (start: number, length: number, path: string, what: 'value' | 'pointer') => void;

/** Places of a source memory that its destination must treat apart; arena indices. */
export interface Marks {
  /** What a load reads before it loads it, and the integers that it checks: place and width, alternating. */
  readonly presets: number[];
  /** Pointers that a load replaces by those of its own allocations. */
  readonly replaced: number[];
  /** Pointers that must be NULL for a load to allocate. */
  readonly cleared: number[];
  /** Heads of lists, which a load wants empty: place and code, alternating. */
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
  /** Where the walk is, for the sink; changed as it goes. */
  path: string;
  /** Bytes of one element of the member at hand, if a sibling holds them; such elements are leaves. */
  varying: number;
  /** Whether the member at hand must have a pointer, although nothing is behind it. */
  wantsPointer: boolean;
}

/** A walk that has not begun. */
export function newStore(
  memory: Memory,
  mode: Store['mode'],
  { draw, fill, marks, sink }: Pick<Store, 'draw' | 'fill' | 'marks' | 'sink'>,
): Store {
  return { memory, mode, draw, fill, marks, sink, path: '', varying: 0, wantsPointer: false };
}

/** Builds the root block and everything it reaches. */
export function buildMemory(store: Store, plan: StructPlan, values: readonly Value[]): void {
  const at = addNoisyBlock(store.memory, store.draw, plan.size);
  storeStruct(store, plan, values, at);
}

/** Writes a struct's members, then its subsections'; `at` is the arena index of the object's first byte. */
export function storeStruct(store: Store, plan: StructPlan, values: readonly Value[], at: number): void {
  const { members, subsections } = plan;
  const { memory, sink, path } = store;
  const load = store.mode === 'load';
  for (let i = 0; i < members.length; i++) {
    const planned = members[i];
    if (planned === undefined || planned.code === UNUSED) continue;
    const value = values[i] ?? null;
    if ((value === UNTOUCHED || value === null) && load) continue;
    const place = at + planned.offset;
    // Half of all members are this simple.
    if (planned.flags === VMS.SINGLE && planned.code < BYTES && sink === null) {
      storeScalar(memory, place, planned.code, value);
      if (planned.preset && !load) store.marks.presets.push(place, planned.code);
      continue;
    }
    if (sink !== null) store.path = nameIn(path, planned.member.name);
    if (isList(planned.code)) {
      storeList(store, planned, value, place);
      continue;
    }
    if (isContainer(planned.code)) {
      storeContainer(store, planned, value, place);
      continue;
    }
    if (isVarying(planned)) store.varying = varyingSize(store, planned, value, { plan, values, at });
    store.wantsPointer =
      (planned.flags & (VMS.POINTER | VMS.ALLOC)) === VMS.POINTER && wantsPointer(planned.member, values);
    storeMember(store, planned, value, place);
  }
  for (let k = 0; k < subsections.length; k++) {
    const inner = subsections[k];
    const value = values[members.length + k];
    if (inner === undefined || !Array.isArray(value) || value === UNTOUCHED) continue;
    if (sink !== null) store.path = nameIn(path, inner.shape.name);
    storeStruct(store, inner, value, at);
  }
  store.path = path;
}

function isVarying({ code }: MemberPlan): boolean {
  return code === VARYING_BYTES || code === BITMAP;
}

function sizeOf({ varying }: Store, planned: MemberPlan): number {
  return isVarying(planned) ? varying : planned.elementSize;
}

function nameIn(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function storeMember(store: Store, planned: MemberPlan, value: Value, at: number): void {
  const { flags } = planned;
  const { memory, path } = store;
  const elements = planned.single ? null : Array.isArray(value) ? value : NO_ELEMENTS;
  const n = elements === null ? 1 : elements.length;
  const slots = (flags & VMS.ARRAY_OF_POINTER) !== 0;
  const stride = slots ? memory.abi.pointerSize : sizeOf(store, planned);
  let base = at;
  if ((flags & VMS.POINTER) !== 0) {
    const absent = elements === null && value === null;
    const load = store.mode === 'load';
    if ((flags & VMS.ALLOC) !== 0 && !load && planned.carried) store.marks.replaced.push(at);
    const target = load
      ? arrive(store, planned, at, stride * n)
      : point(store, at, roomOf(planned, stride * n), absent);
    if (target === null) {
      if (!load && elements !== null && Array.isArray(value)) store.marks.empty.push(value);
      return;
    }
    base = target;
  }
  if (elements === null) {
    storeElement(store, planned, value, base);
    return;
  }
  for (let i = 0; i < n; i++) {
    if (store.sink !== null) store.path = `${path}[${i}]`;
    const element = elements[i] ?? null;
    if (slots) storeSlot(store, planned, element, base + stride * i);
    else storeElement(store, planned, element, base + stride * i);
  }
}

/**
 * A bitmap lies in whole words of the wire: a stream may say that there are more
 * bits than there were, and the oracle, which knows no host, goes by the words.
 */
function roomOf({ code }: MemberPlan, bytes: number): number {
  return code === BITMAP ? (bytes + 7) & -8 : bytes;
}

const NO_ELEMENTS: readonly Value[] = [];

/** Makes what a pointer points to; with nothing to point to it is NULL or points to something else. */
function point(store: Store, at: number, bytes: number, absent: boolean): number | null {
  const { memory, draw } = store;
  memory.slots.push(at);
  if ((absent || bytes === 0) && !store.wantsPointer && draw.chance(60)) {
    writePointer(memory, at, null);
    return null;
  }
  const target = addPointee(memory, draw, absent ? 8 : bytes);
  writePointer(memory, at, target);
  return absent ? null : target;
}

/** Where a load finds or makes what a pointer points to. */
function arrive(store: Store, { flags }: MemberPlan, at: number, bytes: number): number | null {
  if ((flags & VMS.ALLOC) !== 0) return bytes === 0 ? null : allocate(store, at, bytes, store.fill);
  return readPointer(store.memory, at) ?? null;
}

function allocate(store: Store, slot: number, size: number, fill: number): number {
  const { memory, sink, path } = store;
  const start = addFilled(memory, size, fill);
  writePointer(memory, slot, start);
  if (sink !== null) sink(slot, memory.abi.pointerSize, path, 'pointer');
  return start;
}

export function addFilled(memory: Memory, size: number, fill: number): number {
  const start = memory.blocks[addBlock(memory, size)]?.start ?? 0;
  if (fill !== 0) memory.bytes.fill(fill, start, start + size);
  return start;
}

function storeSlot(store: Store, planned: MemberPlan, value: Value, at: number): void {
  const { memory, draw } = store;
  const size = sizeOf(store, planned);
  const allocated = (planned.flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0;
  if (store.mode !== 'load') {
    memory.slots.push(at);
    if (allocated && planned.carried) store.marks.cleared.push(at);
    const target = value === null ? null : addPointee(memory, draw, size);
    writePointer(memory, at, target);
    if (target !== null) storeElement(store, planned, value, target);
    return;
  }
  if (value === null || value === UNTOUCHED) return;
  const target = allocated ? allocate(store, at, size, 0) : readPointer(memory, at);
  if (typeof target === 'number') storeElement(store, planned, value, target);
}

function storeElement(store: Store, planned: MemberPlan, value: Value, at: number): void {
  const { memory, sink } = store;
  const { code, struct } = planned;
  if ((value === null || value === UNTOUCHED) && store.mode === 'load') return;
  if (struct !== null) {
    if (Array.isArray(value)) storeStruct(store, struct, value, at);
    return;
  }
  if (code < BYTES) {
    storeScalar(memory, at, code, value);
    if (planned.preset && store.mode !== 'load') store.marks.presets.push(at, code);
  } else if (code === TIMER) storeScalar(memory, at, 8, value);
  else if (value instanceof Uint8Array) {
    if (code === BITMAP) storeBitmap(memory, at, sizeOf(store, planned), value);
    else copyBytes(memory.bytes, at, value);
  }
  if (sink !== null) sink(at, code === TIMER ? 8 : sizeOf(store, planned), store.path, 'value');
}

/**
 * Adds the elements to the list whose head is at `head`: that of a source is
 * made first; a load goes on with what is there, and its elements are blocks
 * of their own.
 */
function storeList(store: Store, planned: MemberPlan, value: Value, head: number): void {
  const { memory, draw, sink, path } = store;
  const { code, struct } = planned;
  const { pointerSize } = memory.abi;
  const load = store.mode === 'load';
  if (struct === null || !Array.isArray(value)) return;
  if (!load) {
    writeEmptyHead(memory, code, head);
    for (let at = head; at < head + headSize(memory.abi, code); at += pointerSize) memory.slots.push(at);
    store.marks.emptied.push(head, code);
  }
  let last: number | null = null;
  for (let i = 0; i < value.length; i++) {
    const values = value[i];
    // What was in the list before the load.
    if (!Array.isArray(values) || values === UNTOUCHED) continue;
    const name = sink === null ? '' : `${path}[${i}]`;
    store.path = name;
    const element = load ? addFilled(memory, struct.size, store.fill) : addPointee(memory, draw, struct.size);
    storeStruct(store, struct, values, element);
    const link = element + struct.linkOffset;
    if (!load) memory.slots.push(link, link + pointerSize);
    const leading =
      code === QTAILQ
        ? appendToTailq(memory, head, element, link)
        : insertInList(memory, { head, previous: last }, link, struct.linkOffset);
    last = link;
    if (sink === null) continue;
    sink(link, 2 * pointerSize, name, 'pointer');
    sink(head, headSize(memory.abi, code), path, 'pointer');
    if (leading !== null) sink(leading, pointerSize, path, 'pointer');
  }
}

/** For a few bytes a loop is quicker than the call of `set`. */
export function copyBytes(to: Uint8Array, at: number, from: Uint8Array): void {
  if (from.length > 64) to.set(from, at);
  else for (let i = 0; i < from.length; i++) to[at + i] = from[i] ?? 0;
}
