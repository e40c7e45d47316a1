import type { StructShape, Value } from '../../vmstate/model/model.ts';
import { bitmapLength, bitmapWords, vbufferLength, type Bitmap, type Vbuffer } from '../count.ts';
import { OracleFault } from '../fault.ts';
import { pathAt, type Trail } from '../path.ts';

/**
 * How many bytes a vbuffer or a bitmap is on the wire. Throws OracleFault for a
 * length that is unspecified, or negative: the engine hands the int on as a
 * size_t and would read nearly all of the address space (vmstate.c:vmstate_size;
 * vmstate-types.c, the functions of buffer and bitmap).
 */
export function byteLength(
  shape: StructShape,
  element: Vbuffer | Bitmap,
  values: readonly Value[],
  trail: Trail,
  depth: number,
): number {
  if (element.kind === 'vbuffer') {
    const length = vbufferLength(shape, element, values, trail, depth);
    if (length === undefined || length < 0) throw new OracleFault(pathAt(trail, depth), problemOf(length, 'bytes'));
    return length;
  }
  const bits = bitmapLength(shape, element, values, trail, depth);
  const words = bits === undefined ? undefined : bitmapWords(bits);
  if (words === undefined) throw new OracleFault(pathAt(trail, depth), problemOf(bits, 'bits'));
  return words * 8;
}

function problemOf(length: number | undefined, unit: string): string {
  return length === undefined ? 'its length is unspecified' : `a save of ${length} ${unit}`;
}
