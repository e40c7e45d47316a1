import type { Element, Member, Model, StructShape, Value } from '../../vmstate/model/model.ts';
import { everyMember } from './every-member.ts';
import { stepsTo, type Step } from './path-steps.ts';
import type { RuleId } from '../rules/rules.ts';

/**
 * The rule that most likely is broken where a path points: that of the most
 * particular trait of the member, or of a struct around it. Shrinking has taken
 * away every trait that the failure does not need, so in a shrunk case the
 * failure is attributed to the trait that is left.
 */
export function attributedRule(model: Model, path: string, side: 'save' | 'load'): RuleId {
  const steps = stepsTo(model.shape, model.values, path).reverse();
  if (side === 'load' && steps.some((step) => step.kind === 'subsection' && step.version > 0xff)) return 'VMS-SUB-3';
  for (const [i, step] of steps.entries()) {
    if (step.kind === 'member' && isReached(step.member) && steps.some(isTmp)) return 'VMS-TMP-2';
    if (step.kind === 'member' && step.isCopied && side === 'load') return 'VMS-TMP-3';
    const rule = step.kind === 'subsection' ? subsectionRule(side) : ruleOfTraits(step.member, step.value, side);
    if (rule === 'VMS-EXIST-1' || (rule === 'VMS-EXIST-2' && isOfVersions(step)))
      return ruleOfNested(steps[i + 1]) ?? rule;
    if (rule !== null) return rule;
  }
  const inner = steps[0];
  if (inner?.kind !== 'member') return side === 'save' ? 'VMS-WIRE-5' : 'VMS-LOAD-1';
  if (steps.length > 1 && steps.some((step) => step.kind === 'member' && isStructArray(step.member)))
    return 'VMS-STRUCT-1';
  return isBehindOthers(inner.member, path) ? 'VMS-SIZE-1' : ruleOfElement(inner.member, side);
}

/** Whether a field_exists asks for the version. */
function isOfVersions(step: Step): boolean {
  return step.kind === 'member' && step.member.test?.kind === 'version';
}

/**
 * A member that only some versions have, in a nested struct: in the struct alone nothing was wrong,
 * or shrinking would have left that. So it is the version of the nested one.
 */
function ruleOfNested(around: Step | undefined): RuleId | null {
  if (around?.kind !== 'member' || around.member.element.kind !== 'struct') return null;
  const { struct, version } = around.member.element;
  if (version !== undefined) return 'VMS-VERSION-3';
  return struct.version === 0 ? null : 'VMS-VERSION-2';
}

/**
 * Not the first element of an array: where it is depends on the size of those before it. An array with a wrong
 * number of elements is told by that number, and shrinks to one element.
 */
function isBehindOthers({ count }: Member, path: string): boolean {
  return count.kind === 'fixed' && /\[[1-9]\d*\]$/.test(path);
}

/** The rule that a member of a device most likely breaks, without a place in it. */
export function ruleOfMember(member: Member, value: Value, side: 'save' | 'load'): RuleId {
  const isSeveral = member.count.kind === 'fixed' && member.count.n > 1;
  return ruleOfTraits(member, value, side) ?? (isSeveral ? 'VMS-SIZE-1' : ruleOfElement(member, side));
}

/** Whether it is a struct with a member of a version that the struct has not come to: only at a wrong one is there anything of it. */
function hasLaterMember({ element }: Member): boolean {
  return element.kind === 'struct' && element.struct.members.some(({ version }) => version > element.struct.version);
}

/** The rules by which a load handles the members of a device that have memory of their own. */
export function rulesOfOwners(shape: StructShape): RuleId[] {
  return everyMember(shape)
    .filter((member) => member.migrated && (isReached(member) || hasOwnStorage(member.element)))
    .map((member) => ruleOfMember(member, null, 'load'));
}

/** Behind a pointer. */
function isReached({ storage, slots }: Member): boolean {
  return storage !== 'embedded' || slots !== 'none';
}

function isTmp(step: Step): boolean {
  return step.kind === 'member' && step.member.element.kind === 'tmp';
}

function subsectionRule(side: 'save' | 'load'): RuleId {
  return side === 'save' ? 'VMS-SUB-1' : 'VMS-SUB-2';
}

function isStructArray({ count, element }: Member): boolean {
  return count.kind !== 'one' && element.kind === 'struct';
}

/**
 * Traits that shrinking always takes away where it can come first: what is
 * left of them, the failure needs. How many elements there are, and of what
 * kind, is left because something has to be.
 */
function ruleOfTraits(member: Member, value: Value, side: 'save' | 'load'): RuleId | null {
  const { count, element, slots, storage } = member;
  if (element.kind === 'vbuffer' && element.half !== undefined) return 'VMS-SIZE-5';
  if (hasOwnStorage(element)) return ruleOfRareElement(element, side);
  if (member.mustExist === true) return 'VMS-EXIST-3';
  if (member.test !== undefined) return 'VMS-EXIST-2';
  if (member.version !== 0) return 'VMS-EXIST-1';
  if (slots === 'allocated') return side === 'save' ? 'VMS-AUTO-1' : 'VMS-AUTO-2';
  if (slots === 'nullable') {
    if (element.kind === 'buffer' && !hasNull(value)) return 'VMS-SIZE-8';
    if (side === 'load') return 'VMS-NULL-2';
    if (count.kind === 'one') return value === null ? 'VMS-NULL-1' : 'VMS-NULL-3';
    return hasNull(value) ? 'VMS-NULL-1' : 'VMS-SIZE-3';
  }
  if (storage === 'allocated') return side === 'load' ? 'VMS-ALLOC-1' : 'VMS-POINTER-1';
  if (storage === 'pointer') return 'VMS-POINTER-1';
  const rare = ruleOfRareElement(element, side);
  if (rare !== null) return rare;
  if (count.kind === 'counted') return count.multiply === null ? 'VMS-COUNT-2' : 'VMS-COUNT-4';
  if (element.kind === 'vbuffer') return 'VMS-SIZE-2';
  if (element.kind === 'struct' && element.struct.version !== 0) return 'VMS-VERSION-2';
  return null;
}

/** Whether one of the slots is NULL, or the only one is. */
function hasNull(value: Value): boolean {
  return value === null || (Array.isArray(value) && value.includes(null));
}

/** Elements whose form says where they are, and of which one member has exactly one. */
function hasOwnStorage({ kind }: Element): boolean {
  return (
    kind === 'bitmap' ||
    kind === 'list' ||
    kind === 'tree' ||
    kind === 'tmp' ||
    kind === 'bytearray' ||
    kind === 'validate'
  );
}

/** Elements that have rules of their own. */
function ruleOfRareElement(element: Element, side: 'save' | 'load'): RuleId | null {
  switch (element.kind) {
    case 'checked':
      return element.info === 'int32_le' ? 'VMS-CHECK-2' : 'VMS-CHECK-1';
    case 'bitmap':
      return 'VMS-BITMAP-1';
    case 'list':
      return side === 'save' ? 'VMS-LIST-1' : 'VMS-LIST-2';
    case 'tmp':
      return 'VMS-TMP-1';
    case 'timer':
      return 'VMS-TIMER-1';
    case 'failing':
      return side === 'save' ? 'VMS-INFO-2' : 'VMS-INFO-1';
    case 'tree':
      return side === 'save' ? 'VMS-TREE-1' : 'VMS-TREE-2';
    case 'bytearray':
      return 'VMS-BYTES-1';
    case 'validate':
      return 'VMS-EXIST-3';
    case 'struct':
      return element.version === undefined ? null : 'VMS-VERSION-3';
    case 'scalar':
    case 'buffer':
    case 'vbuffer':
    case 'unused':
      return null;
  }
}

function ruleOfElement(member: Member, side: 'save' | 'load'): RuleId {
  const { element, count } = member;
  if (count.kind === 'fixed') return 'VMS-COUNT-1';
  if (hasLaterMember(member)) return 'VMS-VERSION-2';
  switch (element.kind) {
    case 'scalar':
      return element.type === 'bool' ? 'VMS-WIRE-2' : 'VMS-WIRE-1';
    case 'buffer':
    case 'vbuffer':
      return 'VMS-WIRE-3';
    case 'unused':
      return 'VMS-WIRE-4';
    default:
      return side === 'save' ? 'VMS-STRUCT-1' : 'VMS-LOAD-1';
  }
}
