import type { Scalar } from '../vmstate/info.ts';
import type { Half } from '../vmstate/model/model.ts';
import type { Draw } from './draw.ts';

/*
 * Values around each integer's boundaries, and byte patterns that reveal swapped or
 * truncated words.
 */
const int8: readonly number[] = [0, 1, -1, 127, -128, 0x30, 0x31, 5];
const uint8: readonly number[] = [0, 1, 127, 128, 255, 0x30, 0x31, 5];
const int16: readonly number[] = [0, 1, -1, 255, 256, 32767, -32768, 0x3030, 0x0102];
const uint16: readonly number[] = [0, 1, 255, 256, 32767, 32768, 65535, 0x3130, 0x0102];
const int32: readonly number[] = [0, 1, -1, 65535, 65536, 2147483647, -2147483648, 0x30303030, 0x01020304];
const uint32: readonly number[] = [0, 1, 65535, 65536, 2147483647, 2147483648, 4294967295, 0x30313031, 0x01020304];
const int64: readonly bigint[] = [
  0n,
  1n,
  -1n,
  0xffffffffn,
  0x100000000n,
  0x7fffffffffffffffn,
  -0x8000000000000000n,
  0x0102030405060708n,
];
/** A double: both zeros, 1, the least and the greatest, infinity and a signalling NaN. */
const doubles: readonly bigint[] = [
  0n,
  0x8000000000000000n,
  0x3ff0000000000000n,
  1n,
  0x7fefffffffffffffn,
  0xfff0000000000000n,
  0x7ff0000000000001n,
  0xffffffffffffffffn,
  0x0102030405060708n,
];
/** Nanoseconds; -1: not pending. */
const expiries: readonly bigint[] = [
  -1n,
  -1n,
  0n,
  1n,
  0xffffffffn,
  0x100000000n,
  0x7fffffffffffffffn,
  0x0102030405060708n,
];
const uint64: readonly bigint[] = [
  0n,
  1n,
  0xffffffffn,
  0x100000000n,
  0x7fffffffffffffffn,
  0x8000000000000000n,
  0xffffffffffffffffn,
  0x0102030405060708n,
];

/** A random value of the type; a boundary value in two draws of five. */
export function drawScalar(draw: Draw, type: Scalar): number | bigint {
  const edge = draw.chance(40);
  switch (type) {
    case 'bool':
      return draw.below(2);
    case 'int8':
      return edge ? oneOf(draw, int8) : draw.bits() >> 24;
    case 'uint8':
      return edge ? oneOf(draw, uint8) : draw.bits() >>> 24;
    case 'int16':
      return edge ? oneOf(draw, int16) : draw.bits() >> 16;
    case 'uint16':
      return edge ? oneOf(draw, uint16) : draw.bits() >>> 16;
    case 'int32':
      return edge ? oneOf(draw, int32) : draw.bits();
    case 'uint32':
      return edge ? oneOf(draw, uint32) : draw.bits() >>> 0;
    case 'int64':
      if (edge) return int64[draw.below(int64.length)] ?? 0n;
      drawWords(draw);
      return words.getBigInt64(0);
    case 'uint64':
      if (edge) return uint64[draw.below(uint64.length)] ?? 0n;
      drawWords(draw);
      return words.getBigUint64(0);
    case 'cpudouble':
      if (edge) return doubles[draw.below(doubles.length)] ?? 0n;
      drawWords(draw);
      return words.getBigUint64(0);
  }
}

/** The expiry time of a timer: -1 if it is not pending, otherwise not negative. */
export function drawExpiry(draw: Draw): bigint {
  if (draw.chance(50)) return expiries[draw.below(expiries.length)] ?? -1n;
  words.setInt32(0, draw.bits() & 0x7fffffff);
  words.setInt32(4, draw.bits());
  return words.getBigInt64(0);
}

/** An integer that fits a pointer. */
export function drawKey(draw: Draw, pointerSize: 4 | 8): bigint {
  return pointerSize === 4 ? BigInt(drawScalar(draw, 'uint32')) : BigInt(drawScalar(draw, 'uint64'));
}

/** A 64-bit number with `held` in one half; a reader of 32 bits does not see the other. */
export function drawAround(draw: Draw, held: number, half: Half): bigint {
  const pick = draw.below(100);
  const other = pick < 40 ? 0 : pick < 60 ? 1 : draw.bits();
  words.setInt32(half === 'high' ? 0 : 4, held);
  words.setInt32(half === 'high' ? 4 : 0, other);
  return words.getBigUint64(0);
}

function oneOf(draw: Draw, values: readonly number[]): number {
  return values[draw.below(values.length)] ?? 0;
}

/** Two adjacent random words, read as one bigint to avoid intermediate bigints. */
const words = new DataView(new ArrayBuffer(8));

function drawWords(draw: Draw): void {
  words.setInt32(0, draw.bits());
  words.setInt32(4, draw.bits());
}

/** Random bytes. */
export function drawBytes(draw: Draw, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 4) {
    const word = draw.bits();
    bytes[i] = word;
    bytes[i + 1] = word >> 8;
    bytes[i + 2] = word >> 16;
    bytes[i + 3] = word >> 24;
  }
  return bytes;
}

/**
 * Random bits in big-endian 64-bit words, for a host with this pointer size. Half of all
 * bitmaps have bits beyond their size, which are state too as far as the host has memory
 * for them.
 */
export function drawBitmap(draw: Draw, bits: number, pointerSize: 4 | 8): Uint8Array {
  const words = Math.ceil(Math.max(0, bits) / 64);
  const bytes = drawBytes(draw, words * 8);
  const kept = draw.chance(50) ? bits : Math.ceil(bits / (8 * pointerSize)) * 8 * pointerSize;
  for (let bit = Math.max(0, kept); bit < words * 64; bit++) {
    // Bits 0 to 7 of a word are in its last byte.
    const byte = (bit >>> 3) ^ 7;
    bytes[byte] = (bytes[byte] ?? 0) & ~(1 << (bit & 7));
  }
  return bytes;
}
