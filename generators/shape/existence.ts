import type { Element, Member, Test } from '../../vmstate/model/model.ts';
import { memberName } from '../names.ts';
import { newMember, siblingTest, versionTest } from '../uniform.ts';
import { addWithWaiting, byteForTest } from './siblings.ts';
import { isLossy, isLost, isOwned, type Making, type Sketch } from './sketch.ts';

/** What decides whether a field exists, and whether it must. */
interface Existence {
  readonly test: Test | undefined;
  readonly mustExist: true | undefined;
}

const ORDINARY: Existence = { test: undefined, mustExist: undefined };

/** A member without its name, and without what decides whether it exists. */
export type MemberDraft = Pick<Member, 'version' | 'element' | 'count' | 'storage' | 'slots'>;

/** Adds a member to its struct; now and then a test decides over it, or a load insists on it. */
export function push(making: Making, sketch: Sketch, form: MemberDraft): void {
  const pick = making.draw.below(1000);
  const { version, element, count, storage, slots } = form;
  // Most of all members, in most of all structs.
  if (pick >= 130 && !isLossy(sketch)) {
    const name = pick < (slots === 'none' ? 995 : 970) ? nameFor(sketch, element) : nameAgain(sketch, element);
    addWithWaiting(sketch, newMember({ name, version, element, count, storage, slots }));
  } else pushAs(sketch, form, pick >= 130 ? ORDINARY : drawExistence(making, sketch, version, pick));
}

/** Adds a member that exists when the test says so. */
export function pushAs(sketch: Sketch, form: MemberDraft, existence: Existence): void {
  const { version, element, count, storage, slots } = form;
  let { test, mustExist } = existence;
  let first = version;
  if (isLossy(sketch) && !mayBeLeft(sketch, form)) {
    if (isLost(sketch, version)) first = 0;
    if (test?.kind === 'version' && isLost(sketch, test.from)) test = undefined;
  }
  if (mustExist === true && test === undefined && first > sketch.versions.saved) mustExist = undefined;
  const name = nameFor(sketch, element);
  addWithWaiting(sketch, newMember({ name, version: first, element, count, storage, slots, test, mustExist }));
}

/** QEMU's macros call all unused bytes the same: a struct may have several fields of that name. */
function nameFor({ members }: Sketch, { kind }: Element): string {
  return kind === 'unused' ? 'unused' : memberName(members.length);
}

/** That of the member before it: names need not differ, and the vmdesc then numbers them. */
function nameAgain(sketch: Sketch, element: Element): string {
  return sketch.members.at(-1)?.name ?? nameFor(sketch, element);
}

/** Whether a load may leave it out, and a later save goes by what is there: what a load would have allocated is NULL, in fresh memory everything is garbage. */
function mayBeLeft({ home }: Sketch, form: MemberDraft): boolean {
  // Counts in a struct that is left out would be whatever the destination holds.
  if (isOwned(home)) return form.storage !== 'allocated' && form.element.kind !== 'struct';
  return isBare(form);
}

/** Any bytes will do for it. */
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

/** A test that may say yes or no. */
function drawTest(making: Making, sketch: Sketch): Test {
  const { draw, palette } = making;
  if (palette.bytes.length > 0 && draw.chance(70)) return siblingTest(byteForTest(making, sketch));
  const { saved } = sketch.versions;
  return versionTest(draw.chance(70) ? draw.between(0, saved) : saved + 1);
}

/** A test that a save finds to hold: of a sibling, the values see to it (counters.ts). */
export function drawHolding(making: Making, sketch: Sketch): Test {
  const { draw, palette } = making;
  if (palette.bytes.length > 0 && draw.chance(75)) return siblingTest(byteForTest(making, sketch));
  return versionTest(draw.between(0, Math.max(0, sketch.versions.saved)));
}
