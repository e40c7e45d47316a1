import { pathAt } from '../path.ts';
import { fail } from '../walk.ts';
import { undefinedAt, type Field, type Load } from './state.ts';
import { getBytes, readScalar } from '../wire/reader.ts';

/**
 * Loads a GByteArray (vmstate-types.c:get_g_byte_array, 11.1): a length, to
 * which it is set whatever it was, and the bytes. One that becomes longer has
 * new data, with the old in front. What the stream no longer has is as it was,
 * behind that uninitialised.
 */
export function readByteArray(load: Load, { target, at, depth, origin }: Field): void {
  const before = target[at] ?? null;
  if (origin !== 'kept') undefinedAt(load, depth, 'it is an uninitialised pointer');
  if (!(before instanceof Uint8Array)) fail(load, depth, 'an array without bytes');
  const { reader, arrays, most } = load;
  const length = Number(readScalar(reader, 'uint32'));
  const isLonger = length > before.length;
  if (isLonger && length > most.bytes)
    undefinedAt(load, depth, `an allocation of ${length} bytes, which a host may refuse`);
  const bytes = getBytes(reader, length);
  const taken = bytes.length;
  const value = taken === length ? bytes : [length, bytes];
  const { held, allocated: earlier } = arrays.get(before) ?? { held: before.length, allocated: 0 };
  const allocated = isLonger ? length : earlier;
  // Only a subsection that comes twice can leave data of another length.
  if (allocated !== (length > held ? length : 0))
    undefinedAt(load, depth, `loaded twice, its data have ${allocated} bytes`);
  target[at] = value;
  arrays.set(value, { held, allocated });
  if (length > Math.max(before.length, taken)) load.unspecified.push(pathAt(load.trail, depth));
}
