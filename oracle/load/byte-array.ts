import type { Value } from '../../vmstate/model/model.ts';
import { MOST_BYTES } from './allocation.ts';
import { OracleFault } from '../fault.ts';
import { DONE, undefinedAt, type Load, type Origin, type Status } from './state.ts';
import { pathAt } from '../path.ts';
import { getScalar, takeBytes } from '../wire/reader.ts';

/**
 * Loads a GByteArray (vmstate-types.c:get_g_byte_array, 11.1): a length, to
 * which it is set whatever it was, and the bytes. One that becomes longer has
 * new data, with the old in front. What the stream no longer has is as it was,
 * behind that uninitialised.
 */
export function loadByteArray(load: Load, target: Value[], at: number, depth: number, origin: Origin): Status {
  const before = target[at] ?? null;
  if (origin !== 'kept') return undefinedAt(load, depth, 'it is a pointer that nobody has set');
  if (!(before instanceof Uint8Array)) throw new OracleFault(pathAt(load.trail, depth), 'an array without bytes');
  const { reader, arrays } = load;
  const length = Number(getScalar(reader, 'uint32'));
  const isLonger = length > before.length;
  if (isLonger && length > MOST_BYTES)
    return undefinedAt(load, depth, `an allocation of ${length} bytes, which a host may refuse`);
  const taken = takeBytes(reader, length);
  const bytes = reader.wire.slice(reader.at - taken, reader.at);
  const value = taken === length ? bytes : [length, bytes];
  const { held, allocated: earlier } = arrays.get(before) ?? { held: before.length, allocated: 0 };
  const allocated = isLonger ? length : earlier;
  // Only a subsection that comes twice can leave data of another length.
  if (allocated !== (length > held ? length : 0))
    return undefinedAt(load, depth, `loaded twice, its data have ${allocated} bytes`);
  target[at] = value;
  arrays.set(value, { held, allocated });
  if (length > Math.max(before.length, taken)) load.unspecified.push(pathAt(load.trail, depth));
  return DONE;
}
