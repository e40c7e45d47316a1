import {
  UNTOUCHED,
  type Member,
  type Rooms,
  type StructShape,
  type StructValue,
  type Value,
} from '../../vmstate/model/model.ts';
import type { Call } from '../../vmstate/hooks.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import type { LoadKind, LoadTemplates } from '../messages/load-templates.ts';
import { print, say, type ErrorMessage, type Saying, type MessageWords } from '../messages/message.ts';
import type { Most } from './allocation.ts';
import type { LoadRules } from './rules.ts';
import { pathAt } from '../path.ts';
import type { Frame, Walk } from '../walk.ts';
import { mergeUntouched } from './merge-untouched.ts';
import { setError, type WireReader } from '../wire/reader.ts';

/** One load in progress. */
export interface Load extends Walk {
  readonly reader: WireReader;
  readonly rules: LoadRules;
  readonly templates: LoadTemplates;
  /** What the release has said of failures so far. */
  readonly saying: Saying;
  readonly rooms: Rooms | null;
  readonly most: Most;
  /** Loads a nested struct. Part of the state, so that the files of a load need not import each other in a circle. */
  readonly readStruct: (load: Load, frame: LoadFrame) => Status;
  readonly unspecified: string[];
  /** Calls into the device so far. */
  readonly trace: Call[];
  /** Whose object each call gets: the values of the struct. */
  readonly objects: StructValue[];
  /** What the load has not written: arrays of values and indices in them, alternating. */
  readonly untouched: (Value[] | number)[];
  /** Members that have a value from a temporary object, whatever their own fields did. */
  readonly handedBack: MemberPlace[];
  /** Subsections that came more than once, inner ones first: their values after one load and after the next. */
  readonly repeats: (readonly [StructValue, StructValue, StructShape])[];
  /** Byte arrays that were loaded, by their values: the length each had before, and how many bytes were allocated for it. */
  readonly arrays: Map<Value, { readonly held: number; readonly allocated: number }>;
  /** The bytes of vbuffers and the bits of bitmaps that were loaded. */
  readonly lengths: Map<Uint8Array, number>;
  /** Trees that were loaded, by their values: what stands for each key, for a load of the same tree after it. */
  readonly trees: Map<Value, readonly (number | bigint)[]>;
  /** Bits of a direct key that the host's pointers have room for. */
  readonly keyBits: 32 | 64;
  /** An Error is set although the load goes on (10.2): the next one ends the process. */
  dirty: boolean;
  /** The `post_load` of the temporary object that was loaded last was called: its device has its values. */
  copied: boolean;
  /** What the load passed over and a save would send: subsections that did not come, objects that a hook ended early. */
  missed: number;
  /** It may have allocated what nothing refers to any more. */
  lost: boolean;
  /** Elements that it allocated, of buffers their bytes; and those of them that were lost with an element or a node that failed. */
  allocated: number;
  dropped: number;
  /** Why the load did not succeed. */
  cause: Cause;
  /** The same in words, with the path. */
  why: string;
}

/** Of a member: the values of its struct, and its index in them. */
export interface MemberPlace {
  readonly values: Value[];
  readonly index: number;
}

/** A struct that a load has entered. */
export interface LoadFrame extends Frame {
  /** What the destination held, to be changed in place. */
  readonly values: StructValue;
  readonly origin: Origin;
  /** A temporary object: its hooks copy and so always exist. */
  readonly isTmp: boolean;
}

/** A field being loaded: `target[at]` is the value of the field, then of one element after the other. */
export interface Field {
  /** The struct that has it. */
  readonly shape: StructShape;
  readonly member: Member;
  readonly count: number;
  /** Bytes of a vbuffer, bits of a bitmap; 0 for all others. */
  readonly length: number;
  /** The level of the trail that names the field. */
  readonly depth: number;
  target: Value[];
  at: number;
  /** Where the bytes of the value come from. */
  origin: Origin;
}

/**
 * What a step of a load returns: DONE, the negative errno with which it fails,
 * or (up to 10.2) the positive value that a hook returned.
 */
export type Status = number;
export const DONE = 0;

/** Says what went wrong, as the release puts it. */
export function tell({ saying, templates }: Load, kind: LoadKind, words: MessageWords): void {
  say(saying, kind, templates[kind], words);
}

/** The Error of a walk's caller, while an info that walks a description of its own has another. */
export interface CallersError {
  readonly dirty: boolean;
  readonly error: ErrorMessage | null;
}

/** An info begins to walk a description: 10.2 gives it an Error of its own, others have one for all, or none. */
export function enterInfo(load: Load): CallersError {
  const { dirty, saying, rules } = load;
  const { error } = saying;
  load.dirty = false;
  if (rules.looseErrors) saying.error = null;
  return { dirty, error };
}

/** It ends; `isPrinted`: it prints the Error of its own, if one is set. */
export function leaveInfo(load: Load, { dirty, error }: CallersError, isPrinted: boolean): void {
  const { saying, rules } = load;
  load.dirty = dirty;
  if (!rules.looseErrors) return;
  if (isPrinted) print(saying);
  saying.error = error;
}

/** Adds a call, which gets the object of these values, to the trace. */
export function noteLoadCall({ trace, objects }: Load, call: Call, object: StructValue): void {
  trace.push(call);
  objects.push(object);
}

/** Notes that the load leaves `values[index]` as it is. The load does not write this value; fresh objects are skipped. */
export function leave(load: Load, values: Value[], index: number, origin: Origin): void {
  if (origin === 'kept') load.untouched.push(values, index);
}

/** The same of the field's current element. */
export function leaveElement(load: Load, { target, at, origin }: Field): void {
  leave(load, target, at, origin);
}

/** Puts UNTOUCHED where the load wrote nothing: only now, because counts and tests are read until the end. */
export function markUntouched({ untouched, handedBack, repeats, lengths }: Load): void {
  const loaded = handedBack.map(({ values, index }) => values[index] ?? null);
  for (let i = 0; i + 1 < untouched.length; i += 2) {
    const values = untouched[i];
    const index = untouched[i + 1];
    if (typeof values === 'object' && typeof index === 'number') values[index] = UNTOUCHED;
  }
  // Their own fields may have left them, before or after.
  for (const [i, { values, index }] of handedBack.entries()) values[index] = loaded[i] ?? null;
  // What the first wrote and the second did not is not untouched.
  for (const [first, second, struct] of repeats)
    second.splice(0, second.length, ...mergeUntouched(first, second, struct, { lengths, isOneLoad: true }));
}

/** The errno with which a failure is returned. */
export function errnoOf({ rules }: Load, own: number): Status {
  return rules.ownErrno ? own : EINVAL;
}

/**
 * What makes a load refuse, apart from the words for it.
 *
 * @since 0.1.0
 */
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
  /** A size, or an allocation, that cannot be (since 11.2). */
  | 'size'
  /** An integer that is not what the destination holds. */
  | 'not equal'
  /** An int32_le beyond what the destination holds, or below 0. */
  | 'not less or equal'
  /** An info of a device's own failed. */
  | 'info'
  /** A hook failed, or (up to 10.2) returned a positive value. */
  | 'hook'
  | 'positive hook'
  | 'marker'
  /** An unknown subsection. */
  | 'subsection'
  /** The stream ended, or had failed before. */
  | 'end';

/** Where an object's bytes come from when a load reaches it. */
export type Origin = 'kept' | 'malloc' | 'malloc0';

/** Why a step of a load fails. */
export interface Refusal {
  /** A negative errno, or up to 10.2 the positive value of a hook. */
  readonly code: Status;
  readonly cause: Cause;
  readonly why: string;
}

/** The step fails; the stream error is left to the caller. `depth`: the level of the trail that names the failing part. */
export function reject(load: Load, depth: number, { code, cause, why }: Refusal): Status {
  if (load.dirty) undefinedAt(load, depth, `${why}, and an error is set already`);
  load.cause = cause;
  load.why = located(load, depth, why);
  return code;
}

/** The step fails, and the stream remembers its code unless it has an error already. */
export function rejectStream(load: Load, depth: number, refusal: Refusal): Status {
  setError(load.reader, refusal.code);
  return reject(load, depth, refusal);
}

/** Ends a load whose outcome QEMU does not define; `Load.why` gives the reason. */
export class UndefinedLoad extends Error {}

/** One instance for all loads: the reason is in the load, and a stack trace would cost more than the load. */
const undefinedLoad = new UndefinedLoad('the load is undefined');

/** The C would abort here, or use memory that is not its own: the load ends, whatever is around it. */
export function undefinedAt(load: Load, depth: number, why: string): never {
  load.why = located(load, depth, why);
  throw undefinedLoad;
}

function located(load: Load, depth: number, why: string): string {
  const path = pathAt(load.trail, depth);
  return path === '' ? why : `${path}: ${why}`;
}
