import type { JsonObject } from '../../vmstate/json-object.ts';
import { refuse } from '../problem.ts';

/* Members of JSON objects from outside, by type. Each function refuses a value of another type and says where. */

export type { JsonObject };

/** Nothing real nests deeper; deeper JSON would exhaust the stack. */
export const DEEPEST = 100;

export function asObject(value: unknown, path: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(`${path} is no object`);
  return Object.fromEntries(Object.entries(value));
}

export function arrayIn(object: JsonObject, name: string, path: string): readonly unknown[] {
  const value = object[name] ?? [];
  return Array.isArray(value) ? value : refuse(`${path}.${name} is no list`);
}

export function textIn(object: JsonObject, name: string, path: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : refuse(`${path}.${name} is no text`);
}

/** An integer; `absent` where there is no member of the name, which is required without it. */
export function integerIn(object: JsonObject, name: string, path: string, absent?: number): number {
  const value = object[name] ?? absent;
  return Number.isSafeInteger(value) ? Number(value) : refuse(`${path}.${name} is no whole number`);
}
