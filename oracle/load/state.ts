import type { DialectTraits } from '../../vmstate/dialect.ts';
import { UNTOUCHED, type Member, type StructShape, type StructValue, type Value } from '../../vmstate/model/model.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import type { LoadRules } from './rules.ts';
import { pathAt, type Trail } from '../path.ts';
import { settleValues } from './merge-untouched.ts';
import { setError, type WireReader } from '../wire/reader.ts';

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
  /** Calls into the device so far. */
  readonly trace: string[];
  /** What the load has not written: arrays of values and indices in them, alternating. */
  readonly untouched: (Value[] | number)[];
  /** Subsections that came more than once, inner ones first: their values after one load and after the next. */
  readonly repeats: (readonly [StructValue, StructValue, StructShape])[];
  /** Byte arrays that were loaded, by their values: the length each had before, and how many bytes were allocated for it. */
  readonly arrays: Map<Value, { readonly held: number; readonly allocated: number }>;
  /** An Error is set although the load goes on (10.2): the next one ends the process. */
  dirty: boolean;
  /** The `post_load` of the temporary object that was loaded last was called: its device has its values. */
  copied: boolean;
  /** What the load passed over and a save would send: subsections that did not come, objects that a hook ended early. */
  missed: number;
  /** It may have allocated what nothing refers to any more. */
  lost: boolean;
  /** Why the load did not succeed. */
  cause: Cause;
  /** The same in words, with the path. */
  why: string;
}

/**
 * What a step of a load comes to: DONE, UNDEFINED, the negative errno with
 * which it fails, or (up to 10.2) the positive value that a hook returned.
 */
export type Status = number;
export const DONE = 0;
export const UNDEFINED: number = 2 ** 40;

/** A status that a field's loop goes on after: done, or a positive value. */
export function isPassed(status: Status): boolean {
  return status >= 0 && status < UNDEFINED;
}

/** Notes that the load leaves `values[index]` as it is. What is fresh was nobody's before: its value stays what it is. */
export function leave(load: Load, values: Value[], index: number, origin: Origin): void {
  if (origin === 'kept') load.untouched.push(values, index);
}

/** Puts UNTOUCHED where the load wrote nothing: only now, because counts and tests are read until the end. */
export function markUntouched({ untouched, repeats }: Load): void {
  for (let i = 0; i + 1 < untouched.length; i += 2) {
    const values = untouched[i];
    const index = untouched[i + 1];
    if (typeof values === 'object' && typeof index === 'number') values[index] = UNTOUCHED;
  }
  // What the first wrote and the second did not is not untouched.
  for (const [first, second, struct] of repeats)
    second.splice(0, second.length, ...settleValues(first, second, struct));
}

/** The errno with which a failure is returned. */
export function errnoOf({ rules }: Load, own: number): Status {
  return rules.ownErrno ? own : EINVAL;
}

/** What makes a load refuse, apart from the words for it. */
export type Cause =
  /** A version that is too new or too old. */
  | 'version'
  /** That of a list's elements. */
  | 'element version'
  /** That of a temporary object. */
  | 'object version'
  /** That of a tree's key or value. */
  | 'tree version'
  /** A tree has more nodes than were announced, or fewer. */
  | 'node count'
  /** A field that must exist does not. */
  | 'must exist'
  /** An integer that is not what the destination holds. */
  | 'not equal'
  /** An int32_le beyond what the destination holds, or below 0. */
  | 'not less or equal'
  /** A hook failed, or (up to 10.2) returned a positive value. */
  | 'hook'
  | 'positive hook'
  | 'marker'
  /** A subsection that nobody knows. */
  | 'subsection'
  /** The stream ended, or had failed before. */
  | 'end';

/** Where an object's bytes come from when a load reaches it. */
export type Origin = 'kept' | 'malloc' | 'malloc0';

/** The step fails with `code`; the stream error is left to the caller. */
export function reject(load: Load, depth: number, code: Status, cause: Cause, why: string): Status {
  if (load.dirty) return undefinedAt(load, depth, `${why}, and an error is set already`);
  load.cause = cause;
  load.why = located(load, depth, why);
  return code;
}

/** The step fails with `code`, and the stream remembers it unless it has an error already. */
export function rejectStream(load: Load, depth: number, code: Status, cause: Cause, why: string): Status {
  setError(load.reader, code);
  return reject(load, depth, code, cause, why);
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
