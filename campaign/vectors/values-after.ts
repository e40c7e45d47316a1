import { valueJson } from '../../vmstate/model/value-json.ts';
import { settleValues, wholeArray } from '../../oracle/load/merge-untouched.ts';
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
 * before; what it made and left untouched, and all that lies under one of the
 * paths of `unspecified`, is nobody's.
 */
export function valuesAfter(
  shape: StructShape,
  after: StructValue,
  before: StructValue,
  unspecified: readonly string[],
): unknown[] {
  return structJson(new Set(unspecified), shape, settleValues(before, after, shape), before, '');
}

function structJson(
  nobodys: ReadonlySet<string>,
  { members, subsections = [] }: StructShape,
  after: readonly Value[],
  before: readonly Value[],
  path: string,
): unknown[] {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  return [
    ...members.map((member, i) => memberJson(nobodys, member, after[i] ?? null, before[i], at(member.name))),
    ...subsections.map(({ struct }, k) => {
      const i = members.length + k;
      return elementJson(nobodys, struct, after[i] ?? null, before[i], at(struct.name));
    }),
  ];
}

function memberJson(nobodys: ReadonlySet<string>, member: Member, after: Value, before: Before, path: string): unknown {
  const { element } = member;
  const struct = structOf(element);
  if (after === UNTOUCHED) return untouched(before);
  if (element.kind === 'bytearray')
    return nobodys.has(path) ? UNSPECIFIED : valueJson(wholeArray(before ?? null, after));
  if (!hasMany(member)) return elementJson(nobodys, struct, after, before, path);
  // A pointer that is NULL: values know no pointer, only that there are no elements.
  if (!Array.isArray(after)) return nobodys.has(path) ? UNSPECIFIED : [];
  const old = Array.isArray(before) ? before : [];
  return after.map((each, i) =>
    element.kind === 'tree'
      ? nodeJson(nobodys, element, each, old[i], `${path}[${i}]`)
      : elementJson(nobodys, struct, each, old[i], `${path}[${i}]`),
  );
}

/** A node that was there is as it was; what is in a new one was zeros before. */
function nodeJson(
  nobodys: ReadonlySet<string>,
  { key, value }: Tree,
  after: Value,
  before: Before,
  path: string,
): unknown {
  if (after === UNTOUCHED) return untouched(before);
  const [own = null, inner = null] = Array.isArray(after) ? after : [];
  return [
    elementJson(nobodys, key, own, undefined, `${path}.key`),
    elementJson(nobodys, value, inner, undefined, `${path}.value`),
  ];
}

function elementJson(
  nobodys: ReadonlySet<string>,
  struct: StructShape | null,
  after: Value,
  before: Before,
  path: string,
): unknown {
  if (after === UNTOUCHED) return untouched(before);
  // Null, or no bytes where the stream ended within them.
  if ((after === null || after instanceof Uint8Array) && nobodys.has(path)) return UNSPECIFIED;
  if (struct === null || !Array.isArray(after)) return valueJson(after);
  return structJson(nobodys, struct, after, Array.isArray(before) ? before : [], path);
}

function untouched(before: Before): unknown {
  return before === undefined ? UNSPECIFIED : valueJson(before);
}
