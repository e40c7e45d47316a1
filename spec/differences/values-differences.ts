import { plural } from '../../vmstate/plural.ts';
import { mergeUntouched } from '../../oracle/load/merge-untouched.ts';
import { valueJson } from '../../vmstate/model/value-json.ts';
import {
  hasMany,
  structOf,
  type Element,
  type Lengths,
  type Member,
  type StructShape,
  type StructValue,
  type Tree,
  type Value,
} from '../../vmstate/model/model.ts';
import { sameBytes } from './bytes.ts';
import type { RuleId } from '../rules/rules.ts';
import type { Violation } from '../violation.ts';

/** Where the values after a load are not what they should be. */
export interface ValueDifference {
  /** As in `ring.regs[2]`. */
  readonly path: string;
  /** Both in one short line. */
  readonly expected: string;
  readonly received: string;
}

/** What the values after a load should be. */
export interface ExpectedValues {
  readonly shape: StructShape;
  /** What the destination held. */
  readonly before: StructValue;
  /** The oracle's values. What the load did not touch is as it was before. */
  readonly after: StructValue;
  readonly lengths: Lengths;
  /** Paths of unspecified values. */
  readonly unspecified: readonly string[];
}

/** The first difference in the order of the shape, or null. */
export function firstValueDifference(
  { shape, before, after, lengths, unspecified }: ExpectedValues,
  received: StructValue,
): ValueDifference | null {
  return struct({ unspecified }, shape, { wanted: mergeUntouched(before, after, shape, { lengths }), received }, '');
}

/** The violation of values that are not those of the oracle. */
export function differentValues(
  law: string,
  rule: RuleId,
  wanted: ExpectedValues,
  received: StructValue,
): Violation | null {
  const difference = firstValueDifference(wanted, received);
  return difference === null ? null : valueViolation(law, rule, difference);
}

export function valueViolation(law: string, rule: RuleId, { path, expected, received }: ValueDifference): Violation {
  return {
    law,
    rule,
    verdict: 'nonconform',
    summary: `after the load ${path} is ${received} instead of ${expected}`,
    evidence: { kind: 'answer', expected: `${path} is ${expected}`, received: `${path} is ${received}` },
  };
}

interface Walk {
  readonly unspecified: readonly string[];
}

/** The same place in both trees. */
interface Both {
  readonly wanted: Value;
  readonly received: Value;
}

/** Value `i` of two structs, arrays or nodes. */
function at(wanted: readonly Value[], received: readonly Value[], i: number): Both {
  return { wanted: wanted[i] ?? null, received: received[i] ?? null };
}

function struct(
  walk: Walk,
  { members, subsections = [] }: StructShape,
  both: Both,
  path: string,
): ValueDifference | null {
  const { wanted, received } = both;
  if (!Array.isArray(wanted) || !Array.isArray(received)) return leaf(walk, both, path);
  const inside = (name: string): string => (path === '' ? name : `${path}.${name}`);
  for (const [i, each] of members.entries()) {
    // The member of the parent is judged; what is here is the object's, which is gone.
    if (each.copyOf !== undefined) continue;
    const found = member(walk, each, at(wanted, received, i), inside(each.name));
    if (found !== null) return found;
  }
  for (const [k, { struct: inner }] of subsections.entries()) {
    const found = struct(walk, inner, at(wanted, received, members.length + k), inside(inner.name));
    if (found !== null) return found;
  }
  return null;
}

function member(walk: Walk, of: Member, both: Both, path: string): ValueDifference | null {
  if (!hasMany(of)) return element(walk, of.element, both, path);
  const { wanted, received } = both;
  if (isNothing(wanted) && isNothing(received)) return null;
  if (!Array.isArray(wanted) || !Array.isArray(received)) return leaf(walk, both, path);
  if (wanted.length !== received.length)
    return { path, expected: plural(wanted.length, 'element'), received: plural(received.length, 'element') };
  for (const i of wanted.keys()) {
    const found = element(walk, of.element, at(wanted, received, i), `${path}[${i}]`);
    if (found !== null) return found;
  }
  return null;
}

function element(walk: Walk, of: Element, both: Both, path: string): ValueDifference | null {
  if (of.kind === 'tree') return node(walk, of, both, path);
  if (of.kind === 'bytearray' && walk.unspecified.includes(path)) return length(both, path);
  const inner = structOf(of);
  return inner === null ? leaf(walk, both, path) : struct(walk, inner, both, path);
}

function node(walk: Walk, { key, value }: Tree, { wanted, received }: Both, path: string): ValueDifference | null {
  const own = Array.isArray(wanted) ? wanted : [];
  const other = Array.isArray(received) ? received : [];
  const side = (of: StructShape | null, both: Both, name: string): ValueDifference | null =>
    of === null ? leaf(walk, both, `${path}.${name}`) : struct(walk, of, both, `${path}.${name}`);
  return side(key, at(own, other, 0), 'key') ?? side(value, at(own, other, 1), 'value');
}

/** Of unspecified bytes only the number is compared. */
function length({ wanted, received }: Both, path: string): ValueDifference | null {
  const bytes = (value: Value): string => (value instanceof Uint8Array ? plural(value.length, 'byte') : text(value));
  return bytes(wanted) === bytes(received) ? null : { path, expected: bytes(wanted), received: bytes(received) };
}

/** An array or buffer behind a NULL pointer, and one of no length, are the same to who knows no pointer. */
function isNothing(value: Value): boolean {
  return value === null || ((Array.isArray(value) || value instanceof Uint8Array) && value.length === 0);
}

function leaf({ unspecified }: Walk, { wanted, received }: Both, path: string): ValueDifference | null {
  if (wanted === received) return null;
  if (wanted instanceof Uint8Array && received instanceof Uint8Array && sameBytes(wanted, received)) return null;
  if (!Array.isArray(wanted) && isNothing(wanted) && isNothing(received)) return null;
  if (!Array.isArray(wanted) && isNothing(wanted) && unspecified.includes(path)) return null;
  return { path, expected: text(wanted), received: text(received) };
}

const LONGEST = 60;

function text(value: Value): string {
  const json = value instanceof Uint8Array ? Buffer.from(value).toString('hex') : JSON.stringify(valueJson(value));
  return json.length > LONGEST ? `${json.slice(0, LONGEST)}…` : json;
}
