import { widthOf } from '../vmstate/info.ts';
import {
  isCarried,
  isNeeded,
  isPresent,
  type Member,
  type StructShape,
  type Subsection,
  type Value,
} from '../vmstate/model/model.ts';
import { integerIn } from './count.ts';
import { OracleFault } from './fault.ts';
import { markMember, pathAt, type Trail } from './path.ts';

/**
 * Whether a save visits the member at `version`: it is described, and its test
 * says so or, without one, its version (vmstate.c: the head of the loop in
 * vmstate_save_state_v in 7.2, vmstate_field_exists since 10.0).
 *
 * Throws OracleFault, naming the member and the path that `trail` has above
 * `depth`, for a test by a sibling that holds no byte.
 */
export function isSaved(
  shape: StructShape,
  member: Member,
  version: number,
  values: readonly Value[],
  trail: Trail,
  depth: number,
): boolean {
  const { test } = member;
  if (test === undefined) return isCarried(member, version);
  if (test.kind === 'sibling' && member.migrated) {
    const outer = pathAt(trail, depth - 1);
    checkByte(shape, test.by, values, outer === '' ? member.name : `${outer}.${member.name}`);
  }
  return isPresent(member, version, values);
}

/**
 * Whether a save sends the subsection of `shape`, whose members stand at
 * `depth` (vmstate.c: vmstate_save_needed in 7.2, vmstate_section_needed since
 * 10.0). Throws OracleFault for a `needed` that is no byte.
 */
export function isSent(
  shape: StructShape,
  subsection: Subsection,
  values: readonly Value[],
  trail: Trail,
  depth: number,
): boolean {
  if (subsection.needed !== undefined) checkByte(shape, subsection.needed, values, pathAt(trail, depth - 1));
  return isNeeded(subsection, values);
}

/**
 * The subsections that a save of `shape` sends, in order, with their values.
 * `trail` has the subsection's name at `depth` while it is looked at; its
 * members belong one level deeper. Throws OracleFault as `isSent` does, and
 * for a subsection without values.
 */
export function* sentParts(
  shape: StructShape,
  values: readonly Value[],
  trail: Trail,
  depth: number,
): Generator<[StructShape, readonly Value[]]> {
  for (const [k, part] of (shape.subsections ?? []).entries()) {
    if (isSent(shape, part, values, trail, depth)) yield [part.struct, partOf(shape, k, values, trail, depth)];
  }
}

/** The values of subsection `k`, whose name it marks at `depth`. */
export function partOf(
  { members, subsections }: StructShape,
  k: number,
  values: readonly Value[],
  trail: Trail,
  depth: number,
): readonly Value[] {
  markMember(trail, depth, subsections?.[k]?.struct.name ?? '');
  const value = values[members.length + k];
  if (!Array.isArray(value)) throw new OracleFault(pathAt(trail, depth), 'a subsection without values');
  return value;
}

function checkByte(shape: StructShape, index: number, values: readonly Value[], path: string): void {
  const type = integerIn(shape.members[index]);
  if (type === undefined || widthOf(type) !== 1 || typeof values[index] !== 'number') {
    throw new OracleFault(path, `member ${index} holds no byte to test`);
  }
}
