import type { Member, StructValue, Value } from '../vmstate/model.ts';
import { freshBytes } from '../vmstate/slab.ts';
import { OracleFault } from './fault.ts';
import { loadStruct } from './load-struct.ts';
import { DONE, undefinedAt, type Load, type Origin, type Status } from './load-state.ts';
import { pathAt } from './path.ts';
import { getScalar, takeBytes } from './wire-reader.ts';

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
      target[at] = loadBytes(load, element.size, target[at], origin);
      return DONE;
    case 'vbuffer':
      if (!fits(load, member, target[at], length, origin)) {
        return undefinedAt(load, depth, `no known room for ${length} bytes`);
      }
      target[at] = loadBytes(load, length, target[at], origin);
      return DONE;
    case 'unused':
      return DONE;
    case 'struct': {
      const { struct } = element;
      const before = target[at];
      let values: StructValue;
      if (Array.isArray(before)) values = before.slice();
      else if (before === null && origin === 'malloc') values = struct.members.map(() => null);
      else throw new OracleFault(pathAt(load.trail, depth), 'a struct without values');
      target[at] = values;
      return loadStruct(load, struct, values, struct.version, depth + 1, origin);
    }
  }
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
 * The bytes of a buffer. What the stream no longer had keeps its old content
 * (qemu-file.c:qemu_get_buffer copies what there is); null if that is
 * unspecified.
 */
function loadBytes(load: Load, size: number, before: Value | undefined, origin: Origin): Value {
  const { reader } = load;
  const taken = takeBytes(reader, size);
  if (taken === size) return copyOf(reader.wire, reader.at - taken, taken);
  if (origin === 'malloc') return null;
  const whole = new Uint8Array(size);
  if (before instanceof Uint8Array) whole.set(before.subarray(0, size));
  whole.set(reader.wire.subarray(reader.at - taken, reader.at));
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
