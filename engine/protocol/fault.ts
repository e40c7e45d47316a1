import type { JsonObject } from '../../vmstate/json-object.ts';

/** A response that breaks the protocol. Decoders throw it; the session turns it into a verdict. */
export class ProtocolFault extends Error {
  override readonly name = 'ProtocolFault';
}

export function protocolFault(message: string): never {
  throw new ProtocolFault(message);
}

export type { JsonObject };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** An array, whose elements are still to be checked. */
export function isJsonArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** A value for a message: short, whatever the engine sent. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
