import { valueJson } from '../../vmstate/model/value-json.ts';
import type { ExpectedState } from '../../oracle/load/decode.ts';
import { mergeUntouched, wholeArray } from '../../oracle/load/merge-untouched.ts';
import {
  hasMany,
  structOf,
  UNTOUCHED,
  type Member,
  type StructShape,
  type StructValue,
  type Tree,
  type Value,
} from '../../vmstate/model/model.ts';
import { UNSPECIFIED } from './vector.ts';

/** Undefined: the load made the place, there was nothing before. */
type Before = Value | undefined;

/**
 * The values after a load as JSON. What the load did not touch is as it was
 * before; what it made and left untouched, what is a temporary object's copy
 * (the member of its parent is judged), and everything under one of the paths
 * of `unspecified`, is unspecified.
 */
export function valuesAfter(
  shape: StructShape,
  { values, lengths, unspecified }: Pick<ExpectedState, 'values' | 'lengths' | 'unspecified'>,
  before: StructValue,
): unknown[] {
  const after = mergeUntouched(before, values, shape, { lengths });
  return structJson(new Set(unspecified), shape, after, { before, path: '' });
}

/** One place in the tree, before the load. */
interface Place {
  readonly before: Before;
  readonly path: string;
}

/** Paths whose values nobody specifies. */
type Unspecified = ReadonlySet<string>;

function structJson(
  unspecified: Unspecified,
  { members, subsections = [] }: StructShape,
  after: readonly Value[],
  { before, path }: Place,
): unknown[] {
  const old = Array.isArray(before) ? before : [];
  const at = (i: number, name: string): Place => ({ before: old[i], path: path === '' ? name : `${path}.${name}` });
  return [
    ...members.map((member, i) => memberJson(unspecified, member, after[i] ?? null, at(i, member.name))),
    ...subsections.map(({ struct }, k) => {
      const i = members.length + k;
      return elementJson(unspecified, struct, after[i] ?? null, at(i, struct.name));
    }),
  ];
}

function memberJson(unspecified: Unspecified, member: Member, after: Value, place: Place): unknown {
  const { element } = member;
  const { before, path } = place;
  const struct = structOf(element);
  if (member.copyOf !== undefined) return UNSPECIFIED;
  if (after === UNTOUCHED) return untouched(before);
  if (element.kind === 'bytearray')
    return unspecified.has(path) ? UNSPECIFIED : valueJson(wholeArray(before ?? null, after));
  if (!hasMany(member)) return elementJson(unspecified, struct, after, place);
  // A NULL pointer: values have no pointers, only arrays without elements.
  if (!Array.isArray(after)) return unspecified.has(path) ? UNSPECIFIED : [];
  const old = Array.isArray(before) ? before : [];
  return after.map((each, i) => {
    const item = { before: old[i], path: `${path}[${i}]` };
    return element.kind === 'tree'
      ? nodeJson(unspecified, element, each, item)
      : elementJson(unspecified, struct, each, item);
  });
}

/** An existing node is as it was; a new one held zeros before. */
function nodeJson(unspecified: Unspecified, { key, value }: Tree, after: Value, { before, path }: Place): unknown {
  if (after === UNTOUCHED) return untouched(before);
  const [own = null, inner = null] = Array.isArray(after) ? after : [];
  return [
    elementJson(unspecified, key, own, { before: undefined, path: `${path}.key` }),
    elementJson(unspecified, value, inner, { before: undefined, path: `${path}.value` }),
  ];
}

function elementJson(unspecified: Unspecified, struct: StructShape | null, after: Value, place: Place): unknown {
  if (after === UNTOUCHED) return untouched(place.before);
  // Null, or no bytes where the stream ended within them.
  if ((after === null || after instanceof Uint8Array) && unspecified.has(place.path)) return UNSPECIFIED;
  if (struct === null || !Array.isArray(after)) return valueJson(after);
  return structJson(unspecified, struct, after, place);
}

function untouched(before: Before): unknown {
  return before === undefined ? UNSPECIFIED : valueJson(before);
}
