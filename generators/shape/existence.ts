import type { Element, Member, Test } from '../../vmstate/model/model.ts';
import { memberName } from '../names.ts';
import { newMember, siblingTest, versionTest } from '../uniform.ts';
import { addWithWaiting, byteForTest } from './siblings.ts';
import { isLossy, isLost, isOwned, type Making, type Sketch } from './sketch.ts';

/** The condition for a field's existence, and whether the field must exist. */
interface Existence {
  readonly test: Test | undefined;
  readonly mustExist: true | undefined;
}

const ORDINARY: Existence = { test: undefined, mustExist: undefined };

/** A member without its name and its condition for existence. */
export type MemberDraft = Pick<Member, 'version' | 'element' | 'count' | 'storage' | 'slots'>;

/** Adds a member to its struct; some have a test, or must exist in a load. */
export function push(making: Making, sketch: Sketch, form: MemberDraft): void {
  const pick = making.draw.below(1000);
  const { version, element, count, storage, slots } = form;
  // The most common case.
  if (pick >= 130 && !isLossy(sketch)) {
    const name = pick < (slots === 'none' ? 995 : 970) ? nameFor(sketch, element) : nameAgain(sketch, element);
    addWithWaiting(sketch, newMember({ name, version, element, count, storage, slots }));
  } else pushAs(sketch, form, pick >= 130 ? ORDINARY : drawExistence(making, sketch, version, pick));
}

/** Adds a member with the given condition for its existence. */
export function pushAs(sketch: Sketch, form: MemberDraft, existence: Existence): void {
  const { version, element, count, storage, slots } = form;
  let { test, mustExist } = existence;
  let first = version;
  if (isLossy(sketch) && !canBeSkipped(sketch, form)) {
    if (isLost(sketch, version)) first = 0;
    if (test?.kind === 'version' && isLost(sketch, test.from)) test = undefined;
  }
  if (mustExist === true && test === undefined && first > sketch.versions.saved) mustExist = undefined;
  const name = nameFor(sketch, element);
  addWithWaiting(sketch, newMember({ name, version: first, element, count, storage, slots, test, mustExist }));
}

/** QEMU's macros give all unused bytes the same name: a struct can have several such fields. */
function nameFor({ members }: Sketch, { kind }: Element): string {
  return kind === 'unused' ? 'unused' : memberName(members.length);
}

/** The name of the preceding member: names may be equal, and the vmdesc then numbers them. */
function nameAgain(sketch: Sketch, element: Element): string {
  return sketch.members.at(-1)?.name ?? nameFor(sketch, element);
}

/** Whether a load may skip the member: a save of the loaded state then uses its memory, which must not be an unallocated pointer or uninitialized. */
function canBeSkipped({ home }: Sketch, form: MemberDraft): boolean {
  // Counts in a skipped struct would have the values of the destination.
  if (isOwned(home)) return form.storage !== 'allocated' && form.element.kind !== 'struct';
  return isBare(form);
}

/** True if any bytes are a valid value. */
function isBare({ element, count, storage, slots }: MemberDraft): boolean {
  return (
    (element.kind === 'scalar' || element.kind === 'buffer') &&
    count.kind !== 'counted' &&
    storage === 'embedded' &&
    slots === 'none'
  );
}

/** `pick` is 0 … 129. */
function drawExistence(making: Making, sketch: Sketch, version: number, pick: number): Existence {
  const { palette } = making;
  if (pick < 90) {
    if (!palette.tests) return ORDINARY;
    return pick < 6 && palette.mustExist
      ? { test: drawHolding(making, sketch), mustExist: true }
      : { test: drawTest(making, sketch), mustExist: undefined };
  }
  return palette.mustExist && version <= sketch.versions.saved ? { test: undefined, mustExist: true } : ORDINARY;
}

/** A test that can be true or false. */
export function drawTest(making: Making, sketch: Sketch): Test {
  const { draw, palette } = making;
  if (palette.bytes.length > 0 && draw.chance(70)) return siblingTest(byteForTest(making, sketch));
  const { saved } = sketch.versions;
  return versionTest(draw.chance(70) ? draw.between(0, saved) : saved + 1);
}

/** A test that is true in a save; if it reads a sibling, counters.ts requires a nonzero value. */
export function drawHolding(making: Making, sketch: Sketch): Test {
  const { draw, palette } = making;
  if (palette.bytes.length > 0 && draw.chance(75)) return siblingTest(byteForTest(making, sketch));
  return versionTest(draw.between(0, Math.max(0, sketch.versions.saved)));
}
