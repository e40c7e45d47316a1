import { checkedType, type CheckedInfo } from '../../vmstate/info.ts';
import type { Member, StructShape, StructValue, Value } from '../../vmstate/model/model.ts';
import { freshBytes } from '../../vmstate/slab.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { bitmapWords } from '../count.ts';
import { OracleFault } from '../fault.ts';
import { loadByteArray } from './byte-array.ts';
import { loadList } from './list.ts';
import { loadTree } from './tree.ts';
import { loadStruct } from './struct.ts';
import { DONE, isPassed, leave, reject, undefinedAt, type Load, type Origin, type Status } from './state.ts';
import { unwritten } from './subsections.ts';
import { pathAt } from '../path.ts';
import { getScalar, takeBytes } from '../wire/reader.ts';

/**
 * Loads one element into `target[at]`, which holds what the destination held
 * there. A nested struct is loaded at its own version, whatever version the
 * stream is of (vmstate.c: vmstate_load_state in 10.2, vmstate_load_field in
 * 11.1).
 */
export function loadElement(
  load: Load,
  member: Member,
  target: Value[],
  at: number,
  length: number,
  depth: number,
  origin: Origin,
): Status {
  const { element } = member;
  switch (element.kind) {
    case 'scalar':
      target[at] = getScalar(load.reader, element.type);
      return DONE;
    case 'buffer':
      target[at] = loadBytes(load, element.size, origin);
      return DONE;
    case 'vbuffer':
      if (!fits(load, member, target[at], length, origin)) {
        return undefinedAt(load, depth, `no known room for ${length} bytes`);
      }
      target[at] = loadBytes(load, length, origin);
      return DONE;
    case 'unused':
    case 'validate':
      return DONE;
    case 'checked':
      return loadChecked(load, element.info, target, at, depth, origin);
    case 'bitmap':
      return loadBitmap(load, target, at, length, depth);
    case 'timer':
      return loadTimer(load, target, at, depth, origin);
    case 'tree':
      return loadTree(load, element, member.version, target, at, depth, origin);
    case 'bytearray':
      return loadByteArray(load, target, at, depth, origin);
    case 'list':
      return loadList(load, element, member.version, target, at, depth, origin);
    case 'tmp':
      return loadTmp(load, element.struct, member.version, target, at, depth, origin);
    case 'struct': {
      const { struct, version = struct.version } = element;
      const values = copyOfStruct(load, struct, target[at], depth, origin);
      target[at] = values;
      return loadStruct(load, struct, values, version, depth + 1, origin);
    }
  }
}

/** The values of a struct as it was before, to be changed. */
function copyOfStruct(
  load: Load,
  struct: StructShape,
  before: Value | undefined,
  depth: number,
  origin: Origin,
): StructValue {
  if (Array.isArray(before)) return before.slice();
  if (before === null && origin === 'malloc') return unwritten(struct);
  throw new OracleFault(pathAt(load.trail, depth), 'a struct without values');
}

/**
 * An integer that must agree with the destination's (vmstate-types.c: the get,
 * in 11.1 load, functions of the equal types and of int32_le).
 */
function loadChecked(
  load: Load,
  info: CheckedInfo,
  target: Value[],
  at: number,
  depth: number,
  origin: Origin,
): Status {
  const held = target[at];
  if (typeof held !== 'number' && typeof held !== 'bigint')
    return undefinedAt(load, depth, 'what it is compared with is unspecified');
  const loaded = getScalar(load.reader, checkedType(info));
  if (info === 'int32_le' && loaded >= 0 && loaded <= held) target[at] = loaded;
  else if (info !== 'int32_le' && loaded === held) leave(load, target, at, origin);
  else {
    leave(load, target, at, origin);
    return reject(
      load,
      depth,
      EINVAL,
      info === 'int32_le' ? 'not less or equal' : 'not equal',
      `${loaded} does not agree with ${held}`,
    );
  }
  return DONE;
}

/**
 * -1 stops the timer; any other time is one from which it runs, and never below
 * zero (savevm.c:timer_get; qemu-timer.c:timer_mod_ns).
 */
function loadTimer(load: Load, target: Value[], at: number, depth: number, origin: Origin): Status {
  if (origin !== 'kept') return undefinedAt(load, depth, 'a timer that nobody has initialised');
  const expiry = BigInt(getScalar(load.reader, 'int64'));
  target[at] = expiry < -1n ? 0n : expiry;
  return DONE;
}

/** Words that the stream no longer has are zeros, and are stored (vmstate-types.c: get_bitmap, load_bitmap in 11.1). */
function loadBitmap(load: Load, target: Value[], at: number, bits: number, depth: number): Status {
  const before = target[at];
  const words = bitmapWords(bits);
  if (words === 0) {
    target[at] = new Uint8Array(0);
    return DONE;
  }
  if (words === undefined || !(before instanceof Uint8Array) || before.length < words * 8) {
    return undefinedAt(load, depth, `no known room for ${bits} bits`);
  }
  const { reader } = load;
  const bytes = new Uint8Array(words * 8);
  for (let word = 0; word < words; word++)
    new DataView(bytes.buffer).setBigUint64(word * 8, BigInt(getScalar(reader, 'uint64')));
  target[at] = bytes;
  return DONE;
}

/**
 * A temporary object is loaded at the version of its field. Until its
 * `post_load` the device sees nothing of it (vmstate-types.c: get_tmp, load_tmp
 * in 11.1). What sets an error inside has one of its own.
 */
function loadTmp(
  load: Load,
  struct: StructShape,
  version: number,
  target: Value[],
  at: number,
  depth: number,
  origin: Origin,
): Status {
  const { dirty } = load;
  load.dirty = false;
  const object = copyOfStruct(load, struct, target[at], depth, origin);
  const status = loadStruct(load, struct, object, version, depth + 1, origin, true);
  if (version > struct.version || version < struct.minimumVersion) load.cause = 'object version';
  load.dirty = dirty;
  if (takeCopied(load)) target[at] = object;
  else leave(load, target, at, origin);
  if (isPassed(status) || status > 0 || !dirty) return status;
  return undefinedAt(load, depth, 'it fails, and an error is set already');
}

/** Whether the `post_load` of the temporary object that ends here was called. */
function takeCopied(load: Load): boolean {
  const { copied } = load;
  load.copied = false;
  return copied;
}

/** A negative length is a huge one to whatever copies the bytes. */
function fits(load: Load, member: Member, before: Value | undefined, length: number, origin: Origin): boolean {
  if (length <= 0) return length === 0;
  // Room for a whole array was made, or found, before its first element.
  if (member.storage === 'allocated' || member.count.kind !== 'one') return true;
  if (origin !== 'kept') return length <= (load.rooms?.get(member)?.bytes ?? 0);
  return before instanceof Uint8Array && length <= before.length;
}

/**
 * The bytes of a buffer: fewer than its size when the stream ends in it and the
 * rest keeps its old content (qemu-file.c:qemu_get_buffer copies what there
 * is). In memory that holds nothing yet nobody knows the whole: no bytes.
 */
function loadBytes(load: Load, size: number, origin: Origin): Value {
  const { reader } = load;
  const taken = takeBytes(reader, size);
  if (taken === size) return copyOf(reader.wire, reader.at - taken, taken);
  if (origin === 'malloc') return new Uint8Array(0);
  const part = reader.wire.slice(reader.at - taken, reader.at);
  if (origin === 'kept') return part;
  const whole = new Uint8Array(size);
  whole.set(part);
  return whole;
}

/** Above this, one native copy beats a loop of bytes. */
const SHORT = 32;

function copyOf(wire: Uint8Array, start: number, length: number): Uint8Array {
  const bytes = freshBytes(length);
  if (length > SHORT) bytes.set(wire.subarray(start, start + length));
  else for (let i = 0; i < length; i++) bytes[i] = wire[start + i] ?? 0;
  return bytes;
}
