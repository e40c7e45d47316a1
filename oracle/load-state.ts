import type { DialectTraits } from '../vmstate/dialect.ts';
import type { Member } from '../vmstate/model.ts';
import type { LoadRules } from './load-rules.ts';
import { pathAt, type Trail } from './path.ts';
import { setError, type WireReader } from './wire-reader.ts';

/** How many elements a struct has room for in a member of varying length, and bytes in each. */
export interface Room {
  readonly elements: number;
  readonly bytes: number;
}

export type Rooms = ReadonlyMap<Member, Room>;

/** One load in progress. */
export interface Load {
  readonly reader: WireReader;
  readonly traits: DialectTraits;
  readonly rules: LoadRules;
  readonly rooms: Rooms | null;
  readonly trail: Trail;
  readonly unspecified: string[];
  /** Why the load did not succeed, with the path. */
  why: string;
}

/**
 * What a step of a load comes to: DONE, UNDEFINED, or the negative errno with
 * which it fails.
 */
export type Status = number;
export const DONE = 0;
export const UNDEFINED = 1;

/** Where an object's bytes come from when a load reaches it. */
export type Origin = 'kept' | 'malloc' | 'malloc0';

/** The step fails with `code`; the stream error is left to the caller. */
export function reject(load: Load, depth: number, code: Status, why: string): Status {
  load.why = located(load, depth, why);
  return code;
}

/** The step fails with `code`, and the stream remembers it unless it has an error already. */
export function rejectStream(load: Load, depth: number, code: Status, why: string): Status {
  setError(load.reader, code);
  return reject(load, depth, code, why);
}

/** The C would abort here, or use memory that is not its own. */
export function undefinedAt(load: Load, depth: number, why: string): Status {
  load.why = located(load, depth, why);
  return UNDEFINED;
}

function located(load: Load, depth: number, why: string): string {
  const path = pathAt(load.trail, depth);
  return path === '' ? why : `${path}: ${why}`;
}
