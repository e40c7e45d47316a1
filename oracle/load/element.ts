import { checkedType, type CheckedInfo } from '../../vmstate/info.ts';
import {
  copiesIn,
  type Copy,
  type Element,
  type StructShape,
  type StructValue,
  type Value,
} from '../../vmstate/model/model.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { bitmapWords } from '../count.ts';
import { fail } from '../walk.ts';
import { readScalar } from '../wire/reader.ts';
import { readByteArray } from './byte-array.ts';
import { fits, readBytes } from './bytes.ts';
import { readList } from './list.ts';
import {
  DONE,
  enterInfo,
  errnoOf,
  leaveElement,
  leaveInfo,
  reject,
  tell,
  undefinedAt,
  type Field,
  type Load,
  type Status,
} from './state.ts';
import { leadsAway, leaveObject } from './leave-object.ts';
import { readTree } from './tree.ts';
import { unwritten } from './unwritten.ts';

type Tmp = Extract<Element, { kind: 'tmp' }>;

/**
 * Loads the current element of the field, which holds what the destination
 * held there. A nested struct is loaded at its own version, whatever version the
 * stream is of (vmstate.c: vmstate_load_state in 10.2, vmstate_load_field in
 * 11.1).
 */
export function readElement(load: Load, field: Field): Status {
  const { member, target, at, length, depth, origin } = field;
  const { element } = member;
  switch (element.kind) {
    case 'scalar':
      target[at] = readScalar(load.reader, element.type);
      return DONE;
    case 'buffer':
      target[at] = readBytes(load, element.size, origin);
      return DONE;
    case 'vbuffer':
      if (!fits(load, field)) undefinedAt(load, depth, `no known room for ${length} bytes`);
      keepWithLength(load, field, readBytes(load, length, origin));
      return DONE;
    case 'unused':
    case 'validate':
      return DONE;
    case 'checked':
      return loadChecked(load, field, element.info);
    case 'failing':
      return loadFailing(load, field, element.results.get);
    case 'bitmap':
      loadBitmap(load, field);
      return DONE;
    case 'timer':
      loadTimer(load, field);
      return DONE;
    case 'tree':
      return readTree(load, field, element);
    case 'bytearray':
      readByteArray(load, field);
      return DONE;
    case 'list':
      return readList(load, field, element);
    case 'tmp':
      return loadTmp(load, field, element);
    case 'struct': {
      const { struct: shape, version = shape.version } = element;
      const values = copyOfStruct(load, field, shape);
      target[at] = values;
      return load.readStruct(load, { shape, values, version, depth: depth + 1, origin, isTmp: false });
    }
  }
}

/** The values of a struct as it was before, to be changed. */
function copyOfStruct(load: Load, { target, at, origin, depth }: Field, struct: StructShape): StructValue {
  const before = target[at];
  if (Array.isArray(before)) return before.slice();
  if (before === null && origin === 'malloc') return unwritten(struct);
  return fail(load, depth, 'a struct without values');
}

/**
 * An integer that must agree with the destination's (vmstate-types.c: the get,
 * in 11.1 load, functions of the equal types and of int32_le).
 */
function loadChecked(load: Load, field: Field, info: CheckedInfo): Status {
  const { target, at, depth } = field;
  const held = target[at];
  if (typeof held !== 'number' && typeof held !== 'bigint')
    undefinedAt(load, depth, 'what it is compared with is unspecified');
  const loaded = readScalar(load.reader, checkedType(info));
  if (info === 'int32_le' && loaded >= 0 && loaded <= held) {
    target[at] = loaded;
    return DONE;
  }
  leaveElement(load, field);
  if (info !== 'int32_le' && loaded === held) return DONE;
  const cause = info === 'int32_le' ? 'not less or equal' : 'not equal';
  const status = reject(load, depth, { code: EINVAL, cause, why: disagreement(info, loaded, held) });
  tell(load, cause, info === 'int32_le' ? { held, loaded } : { held: hex(held), loaded: hex(loaded) });
  return status;
}

function disagreement(info: CheckedInfo, loaded: number | bigint, held: number | bigint): string {
  if (info !== 'int32_le') return `${loaded} is not the ${held} that it holds`;
  return loaded < 0 ? `${loaded} is below 0` : `${loaded} is above the ${held} that it holds`;
}

/** As printf's %x has it: a negative one is an int. */
function hex(value: number | bigint): string {
  return (typeof value === 'number' ? value >>> 0 : value).toString(16);
}

/**
 * An info of a device's own has stored its byte before it returns what is below
 * zero; no release takes anything else for a failure (vmstate.c: `info->get` in
 * vmstate_load_state up to 10.2, in vmstate_load_field in 11.1).
 */
function loadFailing(load: Load, { member, target, at, depth }: Field, result: number): Status {
  target[at] = readScalar(load.reader, 'uint8');
  if (result >= 0) return DONE;
  const why = `its info returns ${result}`;
  const status = reject(load, depth, { code: errnoOf(load, result), cause: 'info', why });
  tell(load, 'info', { type: 'failing', field: member.name });
  return status;
}

/**
 * -1 stops the timer; any other time is one from which it runs, and never below
 * zero (savevm.c:timer_get; qemu-timer.c:timer_mod_ns).
 */
function loadTimer(load: Load, { target, at, depth, origin }: Field): void {
  if (origin !== 'kept') undefinedAt(load, depth, 'an uninitialised timer');
  const expiry = BigInt(readScalar(load.reader, 'int64'));
  target[at] = expiry < -1n ? 0n : expiry;
}

/** Words that the stream no longer has are zeros, and are stored (vmstate-types.c: get_bitmap, load_bitmap in 11.1). */
function loadBitmap(load: Load, field: Field): void {
  const { target, at, length: bits, depth } = field;
  const before = target[at];
  const words = bitmapWords(bits);
  if (words === 0) {
    keepWithLength(load, field, new Uint8Array(0));
    return;
  }
  if (words === undefined || !(before instanceof Uint8Array) || before.length < words * 8)
    undefinedAt(load, depth, `no known room for ${bits} bits`);
  const { reader } = load;
  const bytes = new Uint8Array(words * 8);
  for (let word = 0; word < words; word++)
    new DataView(bytes.buffer).setBigUint64(word * 8, BigInt(readScalar(reader, 'uint64')));
  keepWithLength(load, field, bytes);
}

/** Stores bytes and the length that their sibling says now: a temporary object can change the sibling later. */
function keepWithLength({ lengths }: Load, { target, at, length }: Field, bytes: Uint8Array): void {
  target[at] = bytes;
  lengths.set(bytes, length);
}

/**
 * A temporary object is loaded at the version of its field. Until its
 * `post_load` the device sees nothing of it (vmstate-types.c: get_tmp, load_tmp
 * in 11.1). What sets an error inside has one of its own.
 */
function loadTmp(load: Load, field: Field, element: Tmp): Status {
  const { target, at, depth, origin } = field;
  const { struct: shape } = element;
  const { version } = field.member;
  const callers = enterInfo(load);
  const before = target[at];
  const object = copyOfStruct(load, field, shape);
  const copies = copiesIn(element);
  for (const { own, parent } of copies) object[own] = target[parent] ?? null;
  const { untouched, handedBack } = load;
  const left = untouched.length;
  const given = handedBack.length;
  const status = load.readStruct(load, { shape, values: object, version, depth: depth + 1, origin, isTmp: true });
  if (version > shape.version || version < shape.minimumVersion) load.cause = 'object version';
  leaveInfo(load, callers, status < 0);
  const isCopied = takeCopied(load);
  // What objects inside it have handed back to it is lost with it.
  if (!isCopied) handedBack.length = given;
  else for (const copy of copies) if (!isLeft(load, object, copy.own, left)) handBack(load, field, copy, object);
  const isPartly = !isCopied && origin === 'kept' && leadsAway(shape);
  if (isCopied || isPartly) target[at] = object;
  if (isPartly) leaveObject(load, shape, object, before);
  else if (!isCopied) leaveElement(load, field);
  if (status < 0 && callers.dirty) undefinedAt(load, depth, 'it fails, and an error is set already');
  return status;
}

/** Whether the load left this value; `from`: where what it left inside of the object begins. */
function isLeft({ untouched }: Load, values: Value[], index: number, from: number): boolean {
  for (let i = from; i + 1 < untouched.length; i += 2)
    if (untouched[i] === values && untouched[i + 1] === index) return true;
  return false;
}

/** The object is a copy of its parent where it was not loaded: then nothing changes. */
function handBack(load: Load, { target, origin }: Field, { own, parent }: Copy, object: StructValue): void {
  target[parent] = object[own] ?? null;
  if (origin === 'kept') load.handedBack.push({ values: target, index: parent });
}

/** Whether the `post_load` of the temporary object that ends here was called. */
function takeCopied(load: Load): boolean {
  const { copied } = load;
  load.copied = false;
  return copied;
}
