import { getBytes } from '../wire/reader.ts';
import type { Field, Load, Origin } from './state.ts';

/**
 * The bytes of a buffer: fewer than its size when the stream ends in it and the
 * rest keeps its old content (qemu-file.c:qemu_get_buffer copies what there
 * is). In uninitialised memory the rest is unknown: no bytes.
 */
export function readBytes(load: Load, size: number, origin: Origin): Uint8Array {
  const part = getBytes(load.reader, size);
  if (part.length === size || origin === 'kept') return part;
  if (origin === 'malloc') return new Uint8Array(0);
  const whole = new Uint8Array(size);
  whole.set(part);
  return whole;
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
