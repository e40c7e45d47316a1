import { checkedType, type Scalar } from '../../vmstate/info.ts';
import { movedCopies, numberType, type CountType, type Element, type Member } from '../../vmstate/model/model.ts';
import { counterName, flagName } from '../names.ts';
import { bitmapElement, countedBy, newMember, siblingTest, vbufferElement } from '../uniform.ts';
import { checkedElementOf, elementOf } from './scalars.ts';
import { isOwned, type Making, type Sketch } from './sketch.ts';

/**
 * A sibling that holds a count or size: an existing one, or a new one before the reader,
 * after it, or not migrated. Returns its index; a negative index is replaced when the
 * reader is added.
 */
export function counter(making: Making, sketch: Sketch, type: CountType): number {
  const { draw } = making;
  const { members, home, versions } = sketch;
  if (draw.chance(20)) {
    const found = findSibling(making, sketch, ({ element }) => numberType(element) === type);
    if (found >= 0) return found;
  }
  const owned = isOwned(home);
  const place = owned ? draw.below(100) : 0;
  const version = owned && draw.chance(8) ? draw.between(0, versions.saved + 1) : 0;
  const name = counterName(members.length + sketch.waiting.length, place < 80);
  const migrated = place < 80;
  const sibling = newMember({ name, version, migrated, element: counterElement(making, type, owned && migrated) });
  return addSibling(making, sketch, sibling, place >= 65 && place < 90);
}

/**
 * Some macros read an unsigned member through VMS_VARRAY_INT32; some devices count by an integer
 * that a load compares with theirs, `isFound` in their memory, and does not store.
 */
function counterElement(making: Making, type: CountType, isFound: boolean): Element {
  const { draw, palette } = making;
  const compared = isFound && draw.chance(COMPARED) ? comparedOf(making, type) : null;
  if (compared !== null) return compared;
  return elementOf(type === 'int32' && palette.scalars.includes('uint32') && draw.chance(25) ? 'uint32' : type);
}

/** Percentage of new siblings that a load compares. */
const COMPARED = 8;

function comparedOf({ draw, palette }: Making, type: Scalar): Element | null {
  const infos = palette.checked.filter((info) => checkedType(info) === type);
  const info = infos.length === 0 ? undefined : infos[draw.below(infos.length)];
  return info === undefined ? null : checkedElementOf(info);
}

/**
 * A sibling of one byte that a test reads; its index is like that of `counter`. If a load
 * writes it, it precedes its reader: otherwise the byte of the destination would decide.
 */
export function byteForTest(making: Making, sketch: Sketch): number {
  const { draw } = making;
  if (draw.chance(40)) {
    const found = findSibling(making, sketch, isByte);
    if (found >= 0) return found;
  }
  const place = isOwned(sketch.home) ? draw.below(100) : 0;
  return addByte(making, sketch, place < 75, place >= 88);
}

/** A sibling of one byte that decides whether a subsection is needed; it is read after all members. */
export function byteForNeeded(making: Making, sketch: Sketch): number {
  const { draw } = making;
  if (draw.chance(50)) {
    const found = findSibling(making, sketch, isByte);
    if (found >= 0) return found;
  }
  return addByte(making, sketch, !isOwned(sketch.home) || draw.chance(75), false);
}

function isByte({ element }: Member): boolean {
  const type = numberType(element);
  return type === 'uint8' || type === 'bool' || type === 'int8';
}

function addByte(making: Making, sketch: Sketch, migrated: boolean, after: boolean): number {
  const { draw, palette } = making;
  const owned = isOwned(sketch.home);
  const compared = owned && migrated && draw.chance(COMPARED) ? comparedOf(making, 'uint8') : null;
  const element = compared ?? elementOf(palette.bytes[draw.below(palette.bytes.length)] ?? 'uint8');
  const version = owned && draw.chance(6) ? draw.between(0, sketch.versions.saved + 1) : 0;
  const name = flagName(sketch.members.length + sketch.waiting.length, migrated);
  return addSibling(making, sketch, newMember({ name, version, migrated, element }), after);
}

/** A sibling of the same number, of which a temporary object has a copy: an existing one that is not `taken`, or a new one. */
export function numberForCopy(making: Making, sketch: Sketch, type: Scalar, taken: ReadonlySet<Member>): number {
  const { draw } = making;
  const { members, versions, waiting } = sketch;
  if (draw.chance(50)) {
    const serves = (member: Member): boolean =>
      member.element.kind === 'scalar' && member.element.type === type && !taken.has(member);
    const found = findSibling(making, sketch, serves);
    if (found >= 0) return found;
  }
  const migrated = draw.chance(70);
  const version = draw.chance(8) ? draw.between(0, versions.saved + 1) : 0;
  const name = counterName(members.length + waiting.length, migrated);
  return addSibling(making, sketch, newMember({ name, version, migrated, element: elementOf(type) }), draw.chance(35));
}

/** The index of a suitable existing member, or -1. */
function findSibling({ draw }: Making, sketch: Sketch, serves: (member: Member) => boolean): number {
  const { members } = sketch;
  const start = members.length === 0 ? 0 : draw.below(members.length);
  for (let i = start; i < members.length; i++) {
    const member = members[i];
    if (member !== undefined && serves(member) && isReadable(member, sketch)) return i;
  }
  return -1;
}

/** True for a plain integer of the struct itself; in newly allocated memory a load must have written it. */
function isReadable(
  { count, storage, slots, migrated, version, test }: Member,
  { home, versions: { saved, loaded } }: Sketch,
): boolean {
  if (count.kind !== 'one' || storage !== 'embedded' || slots !== 'none') return false;
  return isOwned(home) || (migrated && test === undefined && version <= saved && version <= loaded);
}

/** `after`: it follows its reader. */
function addSibling(making: Making, { members, waiting }: Sketch, sibling: Member, after: boolean): number {
  making.left--;
  if (!after) return members.push(sibling) - 1;
  return -waiting.push(sibling);
}

/** Adds a member and the siblings that follow it, and replaces its references to them. */
export function addWithWaiting(sketch: Sketch, member: Member): void {
  const { members, waiting } = sketch;
  if (waiting.length === 0) {
    members.push(member);
    return;
  }
  sketch.waiting = [];
  const base = members.length;
  const place = (by: number): number => (by < 0 ? base - by : by);
  const { name, version, migrated, storage, slots, mustExist } = member;
  let { element, count, test } = member;
  if (element.kind === 'vbuffer') element = vbufferElement(place(element.sizedBy), element.multiply, element.half);
  else if (element.kind === 'bitmap') element = bitmapElement(place(element.sizedBy));
  else element = movedCopies(element, place);
  if (count.kind === 'counted') count = countedBy(place(count.by), count.type, count.multiply);
  if (test?.kind === 'sibling') test = siblingTest(place(test.by));
  members.push(newMember({ name, version, migrated, element, count, storage, slots, test, mustExist }));
  for (const sibling of waiting) members.push(sibling);
}
