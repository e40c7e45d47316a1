import { readPointer, writePointer, type Memory } from '../vmstate/host/memory.ts';
import { UNTOUCHED, type Lengths, type Value } from '../vmstate/model/model.ts';
import { VMS } from '../vmstate/host/flags.ts';
import { wantsPointer } from '../vmstate/model/counts.ts';
import { storeBitmap } from './bitmap.ts';
import { BITMAP, BYTES, isContainer, isList, TIMER, TMP, UNUSED, VARYING_BYTES } from './codes.ts';
import { storeContainer } from './containers.ts';
import { addNoisyBlock, addPointee } from './noise.ts';
import type { MemberPlan, StructPlan } from './plan.ts';
import { storeScalar } from './scalar.ts';
import { storeList } from './store-list.ts';
import { addFilled, copyInto, noteObject, type Store } from './store-walk.ts';
import { varyingSize } from './varying-size.ts';

/** The state of a new walk. */
export function newStore(
  memory: Memory,
  mode: Store['mode'],
  {
    draw,
    fill,
    marks,
    sink,
    objects = null,
    lengths = NO_LENGTHS,
  }: Pick<Store, 'draw' | 'fill' | 'marks' | 'sink'> & Partial<Pick<Store, 'objects' | 'lengths'>>,
): Store {
  return {
    memory,
    mode,
    draw,
    fill,
    marks,
    sink,
    objects,
    lengths,
    storeStruct,
    path: '',
    varying: 0,
    wantsPointer: false,
    temporary: null,
  };
}

const NO_LENGTHS: Lengths = new Map();

/** Builds the root block and everything reachable from it. */
export function buildMemory(store: Store, plan: StructPlan, values: readonly Value[]): void {
  const at = addNoisyBlock(store.memory, store.draw, plan.size);
  storeStruct(store, plan, values, at);
}

/** Writes a struct's members, then its subsections'; `at` is the arena index of the object's first byte. */
export function storeStruct(store: Store, plan: StructPlan, values: readonly Value[], at: number): void {
  const { members, subsections } = plan;
  const { memory, sink, path } = store;
  const load = store.mode === 'load';
  if (store.objects !== null) noteObject(store, values, at);
  for (let i = 0; i < members.length; i++) {
    const planned = members[i];
    if (planned === undefined || planned.code === UNUSED || planned.copied) continue;
    const value = values[i] ?? null;
    if ((value === UNTOUCHED || value === null) && load) continue;
    const place = at + planned.offset;
    // Fast path for about half of all members.
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
    if (isVarying(planned)) store.varying = varyingSize(store, planned, value, values);
    store.wantsPointer =
      (planned.flags & (VMS.POINTER | VMS.ALLOC)) === VMS.POINTER && wantsPointer(planned.member, values);
    storeMember(store, planned, value, place);
  }
  for (let k = 0; k < subsections.length; k++) {
    const inner = subsections[k];
    const value = values[members.length + k];
    if (inner === undefined || !Array.isArray(value)) continue;
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
    const absent = elements === null && value === null && !slots;
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
    if (slots) storeSlot(store, planned, value, base);
    else storeElement(store, planned, value, base);
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
 * The memory of a bitmap has whole 64-bit words, as on the wire: a stream can contain more
 * bits than before, and the oracle, which knows no host, counts in these words.
 */
function roomOf({ code }: MemberPlan, bytes: number): number {
  return code === BITMAP ? (bytes + 7) & -8 : bytes;
}

const NO_ELEMENTS: readonly Value[] = [];

/** Creates the target of a pointer; a pointer without target is NULL or points to another block. */
function point(store: Store, at: number, bytes: number, absent: boolean): number | null {
  const { memory, draw, sink } = store;
  memory.slots.push(at);
  if (sink !== null) sink(at, memory.abi.pointerSize, store.path, 'pointer');
  if ((absent || bytes === 0) && !store.wantsPointer && draw.chance(60)) {
    writePointer(memory, at, null);
    return null;
  }
  const target = addPointee(memory, draw, absent ? 8 : bytes);
  writePointer(memory, at, target);
  return absent ? null : target;
}

/** The target of a pointer that a load follows or allocates. */
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

function storeSlot(store: Store, planned: MemberPlan, value: Value, at: number): void {
  const { memory, draw, sink } = store;
  const size = sizeOf(store, planned);
  const allocated = (planned.flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0;
  if (store.mode !== 'load') {
    memory.slots.push(at);
    if (sink !== null) sink(at, memory.abi.pointerSize, store.path, 'pointer');
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
    if (!Array.isArray(value)) return;
    const { temporary } = store;
    if (code === TMP && store.objects !== null) store.temporary = { from: at, to: at + struct.size };
    storeStruct(store, struct, value, at);
    store.temporary = temporary;
    return;
  }
  if (code < BYTES) {
    storeScalar(memory, at, code, value);
    if (planned.preset && store.mode !== 'load') store.marks.presets.push(at, code);
  } else if (code === TIMER) storeScalar(memory, at, 8, value);
  else if (value instanceof Uint8Array) {
    if (code === BITMAP) storeBitmap(memory, at, sizeOf(store, planned), value);
    else copyInto(memory.bytes, at, value);
  }
  if (sink !== null) sink(at, code < BYTES ? code : code === TIMER ? 8 : sizeOf(store, planned), store.path, 'value');
}
