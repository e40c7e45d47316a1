/**
 * Many small byte arrays out of few large ones: a typed array of more than 64
 * bytes otherwise costs V8 an allocation outside its heap, more than all the
 * work on its content. A slab lives as long as any part of it.
 */
const SLAB = 256 * 1024;

let slab = new Uint8Array(0);
let used = 0;

/** `length` zero bytes; their `buffer` is shared, so mind `byteOffset`. */
export function freshBytes(length: number): Uint8Array {
  if (length > SLAB / 4) return new Uint8Array(length);
  if (used + length > slab.length) {
    slab = new Uint8Array(SLAB);
    used = 0;
  }
  const bytes = new Uint8Array(slab.buffer, used, length);
  // Keeps every part aligned for any view of it.
  used += (length + 7) & -8;
  return bytes;
}

/** A copy of the first `length` bytes, with room for `slack` zero bytes more. */
export function copyBytes(from: Uint8Array, length: number, slack = 0): Uint8Array {
  const bytes = freshBytes(length + slack);
  // Within a slab, where most copies start and end, it takes no view of the part.
  if (from.buffer === bytes.buffer) slab.copyWithin(bytes.byteOffset, from.byteOffset, from.byteOffset + length);
  else bytes.set(from.length === length ? from : from.subarray(0, length));
  return bytes;
}

/** A view of all of an array's bytes and no more. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
