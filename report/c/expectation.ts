import type { Subject } from '../../spec/subject.ts';
import type { Value } from '../../vmstate/model.ts';
import { hasMember, type CMember, type CStruct } from './tree.ts';

/** What a load of the saved bytes must do, as far as a C test can say it. */
export type Expectation =
  | { readonly kind: 'restores' }
  /** The load succeeds, yet something that the stream carries differs afterwards. */
  | { readonly kind: 'differs'; readonly path: string }
  | { readonly kind: 'rejected'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

export function expectationOf({ decoded, case: of }: Subject, root: CStruct): Expectation {
  switch (decoded.verdict) {
    case 'ok': {
      const path = differenceOf(root, decoded.values, of.model.values, '');
      return path === null ? { kind: 'restores' } : { kind: 'differs', path };
    }
    case 'rejected':
      return { kind: 'rejected', why: decoded.why };
    case 'undefined':
      return { kind: 'unknown', why: decoded.why };
  }
}

/** The first carried member that differs, or null. */
function differenceOf({ members }: CStruct, a: readonly Value[], b: readonly Value[], path: string): string | null {
  for (const [i, member] of members.entries()) {
    if (!member.planned.carried || !hasMember(member)) continue;
    const name = `${path}${member.planned.member.name}`;
    const found = memberDifference(member, a[i] ?? null, b[i] ?? null, name);
    if (found !== null) return found;
  }
  return null;
}

function memberDifference(member: CMember, a: Value, b: Value, path: string): string | null {
  if (member.planned.single) return elementDifference(member, a, b, path);
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return path;
  for (const [i, each] of a.entries()) {
    const found = elementDifference(member, each, b[i] ?? null, `${path}[${i}]`);
    if (found !== null) return found;
  }
  return null;
}

function elementDifference({ inner }: CMember, a: Value, b: Value, path: string): string | null {
  if (inner !== null && Array.isArray(a) && Array.isArray(b)) return differenceOf(inner, a, b, `${path}.`);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0 ? null : path;
  return a === b ? null : path;
}
