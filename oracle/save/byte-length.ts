import { bitmapLength, bitmapWords, vbufferLength, type Bitmap, type Vbuffer } from '../count.ts';
import { fail, type Frame, type Walk } from '../walk.ts';

/**
 * How many bytes a vbuffer or a bitmap is on the wire. Throws OracleFault for a
 * length that is unspecified, or negative: the engine hands the int on as a
 * size_t and would read nearly all of the address space (vmstate.c:vmstate_size;
 * vmstate-types.c, the functions of buffer and bitmap).
 */
export function byteLength(walk: Walk, frame: Frame, element: Vbuffer | Bitmap): number {
  if (element.kind === 'vbuffer') {
    const length = vbufferLength(walk, frame, element);
    if (length === undefined || length < 0) fail(walk, frame.depth, problemOf(length, 'bytes'));
    return length;
  }
  const bits = bitmapLength(walk, frame, element);
  const words = bits === undefined ? undefined : bitmapWords(bits);
  if (words === undefined) fail(walk, frame.depth, problemOf(bits, 'bits'));
  return words * 8;
}

function problemOf(length: number | undefined, unit: string): string {
  return length === undefined ? 'its length is unspecified' : `a save of ${length} ${unit}`;
}
