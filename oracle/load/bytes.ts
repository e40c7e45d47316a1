import type { Value } from '../../vmstate/model/model.ts';
import { freshBytes } from '../../vmstate/slab.ts';
import { takeBytes } from '../wire/reader.ts';
import type { Field, Load, Origin } from './state.ts';

/**
 * The bytes of a buffer: fewer than its size when the stream ends in it and the
 * rest keeps its old content (qemu-file.c:qemu_get_buffer copies what there
 * is). In memory that holds nothing yet nobody knows the whole: no bytes.
 */
export function loadBytes(load: Load, size: number, origin: Origin): Value {
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

/** Whether the element of the field has room for its bytes. A negative length is a huge one to whatever copies them. */
export function fits(load: Load, { member, length, origin, target, at }: Field): boolean {
  if (length <= 0) return length === 0;
  // Room for a whole array was made, or found, before its first element.
  if (member.storage === 'allocated' || member.count.kind !== 'one') return true;
  if (origin !== 'kept') return length <= (load.rooms?.get(member)?.bytes ?? 0);
  const before = target[at];
  return before instanceof Uint8Array && length <= before.length;
}
