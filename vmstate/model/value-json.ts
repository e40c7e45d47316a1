import { UNTOUCHED, type Value } from './value.ts';

/** A value as JSON: 64-bit values as decimal strings, bytes as lower-case hex, lists and structs as arrays; null for unknown values. */
export function valueJson(value: Value): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (value === UNTOUCHED) return null;
  return Array.isArray(value) ? value.map(valueJson) : value;
}
