import type { Draw } from '../../random/draw.ts';

/** Number of elements of an array of fixed length. */
export function drawFixedCount(draw: Draw): number {
  const pick = draw.below(1000);
  if (pick < 50) return 0;
  if (pick < 350) return 1;
  if (pick < 930) return draw.between(2, 3);
  return pick < 990 ? draw.between(4, 9) : draw.between(10, 24);
}

/** Length of a byte array. */
export function drawByteArraySize(draw: Draw): number {
  const pick = draw.below(1000);
  if (pick < 150) return 0;
  if (pick < 950) return draw.between(1, 12);
  return pick < 965 ? draw.between(13, 70) : draw.between(255, 257);
}

/** Size of a buffer of fixed length. */
export function drawBufferSize(draw: Draw): number {
  const pick = draw.below(1000);
  if (pick < 30) return 0;
  if (pick < 900) return draw.between(1, 10);
  if (pick < 996) return draw.between(17, 64);
  // Around the chunk size in which padding is written.
  return 1023 + draw.below(3);
}

/** Size of an unused buffer; QEMU writes and skips padding in chunks of 1,024 bytes. */
export function drawUnusedSize(draw: Draw): number {
  if (!draw.chance(4)) return drawBufferSize(draw);
  return 1024 * draw.between(1, 3) + draw.between(-1, 1);
}
