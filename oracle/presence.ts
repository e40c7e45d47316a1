import { widthOf } from '../vmstate/info.ts';
import { isCarried, isNeeded, isPresent, type Member, type Subsection, type Value } from '../vmstate/model/model.ts';
import { integerTypeOf } from './count.ts';
import { OracleFault } from './fault.ts';
import { markMember, pathAt } from './path.ts';
import { fail, type Frame, type Walk } from './walk.ts';

/**
 * Whether a save visits the member: it is described, and its test says so or,
 * without one, its version (vmstate.c: the head of the loop in
 * vmstate_save_state_v in 7.2, vmstate_field_exists since 10.0).
 *
 * Throws OracleFault, naming the member and the path of the struct that holds
 * it, for a test by a sibling that holds no byte.
 */
export function isSaved({ trail }: Walk, frame: Frame, member: Member): boolean {
  const { version, values, depth } = frame;
  const { test } = member;
  if (test === undefined) return isCarried(member, version);
  if (test.kind === 'sibling' && member.migrated) {
    const outer = pathAt(trail, depth - 1);
    checkByte(frame, test.by, outer === '' ? member.name : `${outer}.${member.name}`);
  }
  return isPresent(member, version, values);
}

/**
 * Whether a save sends the subsection of the frame's struct (vmstate.c:
 * vmstate_save_needed in 7.2, vmstate_section_needed since 10.0). Throws
 * OracleFault for a `needed` that is no byte.
 */
export function isSent({ trail }: Walk, frame: Frame, subsection: Subsection): boolean {
  if (subsection.needed !== undefined) checkByte(frame, subsection.needed, pathAt(trail, frame.depth - 1));
  return isNeeded(subsection, frame.values);
}

/**
 * The subsections that a save of the frame's struct sends, in order, each as a
 * frame of its own. The trail has the subsection's name at the depth of the
 * outer frame while it is looked at. Throws OracleFault as `isSent` does, and
 * for a subsection without values.
 */
export function* sentParts(walk: Walk, frame: Frame): Generator<Frame> {
  for (const [k, part] of (frame.shape.subsections ?? []).entries()) {
    if (isSent(walk, frame, part)) yield partOf(walk, frame, k, part);
  }
}

/** Subsection `k` of the frame's struct as a frame, after marking its name on the trail. */
export function partOf(walk: Walk, { shape, values, depth }: Frame, k: number, { struct }: Subsection): Frame {
  markMember(walk.trail, depth, struct.name);
  const value: Value | undefined = values[shape.members.length + k];
  if (!Array.isArray(value)) fail(walk, depth, 'a subsection without values');
  return { shape: struct, values: value, version: struct.version, depth: depth + 1 };
}

function checkByte({ shape, values }: Frame, index: number, path: string): void {
  const type = integerTypeOf(shape.members[index]);
  if (type === undefined || widthOf(type) !== 1 || typeof values[index] !== 'number') {
    throw new OracleFault(path, `member ${index} holds no byte to test`);
  }
}
