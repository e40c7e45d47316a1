import { reportValue, type Decoding } from './decoding.ts';
import { bytesOfHex } from './hex.ts';
import { isWide, scalars, widthOf, type Scalar } from './info.ts';

interface Bounds {
  readonly wide: boolean;
  readonly low: bigint;
  readonly high: bigint;
}

const boundsByType: ReadonlyMap<Scalar, Bounds> = new Map(scalars.map((type) => [type, boundsOf(type)]));

function boundsOf(type: Scalar): Bounds {
  const bits = BigInt(type === 'bool' ? 1 : 8 * widthOf(type));
  const low = type.startsWith('int') ? -(2n ** (bits - 1n)) : 0n;
  return { wide: isWide(type), low, high: low + 2n ** bits - 1n };
}

/** A scalar: a number, or a decimal string for the 64-bit types (not every language keeps so large a number whole). */
export function decodeScalar(decoding: Decoding, json: unknown, type: Scalar): number | bigint {
  const bounds = boundsByType.get(type) ?? boundsOf(type);
  const { wide, low, high } = bounds;
  const number = wide ? wideOf(json) : Number.isSafeInteger(json) ? Number(json) : null;
  if (number !== null && number >= low && number <= high) return number;
  const wanted = `${wide ? 'a decimal string' : 'a number'} from ${low} to ${high}`;
  reportValue(decoding, number === null ? 'type' : 'range', wanted, json);
  return wide ? 0n : 0;
}

function wideOf(json: unknown): bigint | null {
  return typeof json === 'string' && /^-?\d{1,20}$/.test(json) ? BigInt(json) : null;
}

/** Bytes as lower-case hex. */
export function decodeBytes(decoding: Decoding, json: unknown): Uint8Array {
  const bytes = typeof json === 'string' ? bytesOfHex(json) : null;
  if (bytes !== null) return bytes;
  reportValue(decoding, 'type', 'bytes as lower-case hex', json);
  return new Uint8Array(0);
}
