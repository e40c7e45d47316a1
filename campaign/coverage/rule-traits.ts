import type { RuleId } from '../../spec/rules/rules.ts';
import { hookNames, type Hooks } from '../../vmstate/hooks.ts';
import {
  copiesIn,
  isNeeded,
  isPresent,
  structsIn,
  type Element,
  type Member,
  type StructShape,
  type Value,
} from '../../vmstate/model/model.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { traitsOf } from '../../vmstate/dialect.ts';
import { elementCount, isNegative } from '../../vmstate/model/counts.ts';

/**
 * The rules that are about a trait of the device: a case without the trait
 * says nothing about them, whatever a law finds. All others are testedCases by
 * any case that a law of theirs judges.
 */
export const traitRules: ReadonlySet<RuleId> = new Set<RuleId>([
  'VMS-WIRE-1',
  'VMS-WIRE-2',
  'VMS-WIRE-3',
  'VMS-WIRE-4',
  'VMS-CHECK-1',
  'VMS-CHECK-2',
  'VMS-BITMAP-1',
  'VMS-TIMER-1',
  'VMS-BYTES-1',
  'VMS-EXIST-1',
  'VMS-EXIST-2',
  'VMS-EXIST-3',
  'VMS-VERSION-2',
  'VMS-VERSION-3',
  'VMS-STRUCT-1',
  'VMS-COUNT-1',
  'VMS-COUNT-2',
  'VMS-COUNT-3',
  'VMS-COUNT-4',
  'VMS-COUNT-5',
  'VMS-SIZE-1',
  'VMS-SIZE-2',
  'VMS-SIZE-3',
  'VMS-SIZE-4',
  'VMS-SIZE-5',
  'VMS-POINTER-1',
  'VMS-ALLOC-1',
  'VMS-NULL-1',
  'VMS-NULL-2',
  'VMS-AUTO-1',
  'VMS-AUTO-2',
  'VMS-LIST-1',
  'VMS-LIST-2',
  'VMS-TREE-1',
  'VMS-TREE-2',
  'VMS-TREE-3',
  'VMS-TMP-1',
  'VMS-TMP-2',
  'VMS-TMP-3',
  'VMS-SUB-1',
  'VMS-SUB-2',
  'VMS-HOOK-1',
  'VMS-HOOK-2',
  'VMS-HOOK-3',
  'VMS-HOOK-4',
  'VMS-INFO-1',
  'VMS-INFO-2',
  'VMS-INFO-3',
  'VMS-DESC-2',
  'VMS-DESC-3',
]);

/** Adds the trait rules that a case is about: those of members that its save comes to. */
export function addTraitsOf({ model, dialect }: Case, rules: Set<RuleId>): void {
  const marks = { rules, strides: traitsOf(dialect).pointerStride };
  markStruct(marks, model.shape, model.values, model.shape.version);
}

/** What JSON has to escape. */
const ODD = /[^ !#-[\]-~]/;

interface Marks {
  readonly rules: Set<RuleId>;
  /** The release itself knows the distance between slots. */
  readonly strides: boolean;
}

function markStruct(marks: Marks, shape: StructShape, values: readonly Value[], version: number): void {
  const { members, subsections, hooks } = shape;
  const { rules } = marks;
  if (hooks !== undefined) addHooks(rules, hooks);
  members.forEach((member, i) => {
    if (!member.migrated) return;
    if (ODD.test(member.name)) rules.add('VMS-DESC-3');
    if (member.test !== undefined) rules.add('VMS-EXIST-2');
    else if (member.version !== 0) rules.add('VMS-EXIST-1');
    if (member.mustExist === true || member.element.kind === 'validate') rules.add('VMS-EXIST-3');
    if (isPresent(member, version, values)) addMember(marks, member, values, values[i] ?? null);
  });
  subsections?.forEach((subsection, k) => {
    rules.add('VMS-SUB-1').add('VMS-SUB-2');
    const own = values[members.length + k];
    if (Array.isArray(own) && isNeeded(subsection, values))
      markStruct(marks, subsection.struct, own, subsection.struct.version);
  });
}

function addHooks(rules: Set<RuleId>, hooks: Hooks): void {
  for (const name of hookNames) {
    const result = hooks[name];
    if (result === undefined) continue;
    rules.add('VMS-HOOK-1');
    if (result === false || (typeof result === 'number' && result < 0)) rules.add('VMS-HOOK-2');
    if (typeof result === 'number' && result > 0) rules.add('VMS-HOOK-3');
  }
  const { pre_save, pre_save_errp, pre_load, pre_load_errp, post_load, post_load_errp } = hooks;
  const pairs = [
    [pre_save, pre_save_errp],
    [pre_load, pre_load_errp],
    [post_load, post_load_errp],
  ];
  if (pairs.some((pair) => !pair.includes(undefined))) rules.add('VMS-HOOK-4');
}

function addMember(marks: Marks, member: Member, values: readonly Value[], value: Value): void {
  const { rules } = marks;
  const { element, count, storage, slots } = member;
  if (count.kind === 'fixed') rules.add('VMS-COUNT-1');
  if (count.kind === 'counted') rules.add(count.multiply === null ? 'VMS-COUNT-2' : 'VMS-COUNT-4');
  if (element.kind === 'vbuffer') rules.add(element.half === undefined ? 'VMS-SIZE-2' : 'VMS-SIZE-5');
  const n = elementCount(member, values);
  if (n === 0) rules.add('VMS-COUNT-5');
  if (isNegative(member, values)) rules.add('VMS-COUNT-3');
  if (n === 0) return;
  if (n > 1) rules.add('VMS-DESC-2');
  if (storage !== 'embedded') rules.add(storage === 'pointer' ? 'VMS-POINTER-1' : 'VMS-ALLOC-1');
  const elements = count.kind !== 'one' && Array.isArray(value) ? value : [value];
  if (slots !== 'none') addSlots(marks, member, elements);
  if (slots !== 'none' && element.kind === 'buffer' && elements.some((each) => each !== null)) rules.add('VMS-SIZE-8');
  for (const each of elements) if (each !== null || slots === 'none') addElement(marks, element, each);
  for (const [struct, inner] of structsIn(member, value))
    markStruct(marks, struct, inner, (element.kind === 'struct' ? element.version : undefined) ?? struct.version);
}

function addSlots({ rules, strides }: Marks, { slots, count }: Member, elements: readonly Value[]): void {
  rules.add(count.kind === 'one' ? 'VMS-NULL-3' : 'VMS-SIZE-3');
  if (slots === 'nullable') {
    rules.add('VMS-NULL-2');
    if (strides) rules.add('VMS-SIZE-4');
    if (elements.includes(null)) rules.add('VMS-NULL-1');
    return;
  }
  rules.add('VMS-AUTO-1');
  if (elements.some((each) => each !== null)) rules.add('VMS-AUTO-2');
}

function addElement(marks: Marks, element: Element, value: Value): void {
  const { rules } = marks;
  switch (element.kind) {
    case 'scalar':
      rules.add('VMS-SIZE-1').add(element.type === 'bool' ? 'VMS-WIRE-2' : 'VMS-WIRE-1');
      return;
    case 'checked':
      rules.add(element.info === 'int32_le' ? 'VMS-CHECK-2' : 'VMS-CHECK-1');
      return;
    case 'buffer':
    case 'vbuffer':
      if (value instanceof Uint8Array && value.length > 0) rules.add('VMS-WIRE-3');
      return;
    case 'unused':
      if (element.size > 0) rules.add('VMS-WIRE-4');
      return;
    case 'bitmap':
      if (value instanceof Uint8Array && value.length > 0) rules.add('VMS-BITMAP-1');
      return;
    case 'struct':
      rules.add('VMS-STRUCT-1').add(element.version === undefined ? 'VMS-VERSION-2' : 'VMS-VERSION-3');
      return;
    case 'tmp':
      rules.add('VMS-TMP-1');
      if (leadsAway(element.struct)) rules.add('VMS-TMP-2');
      if (copiesIn(element).length > 0) rules.add('VMS-TMP-3');
      return;
    case 'list':
      if (Array.isArray(value) && value.length > 0) rules.add('VMS-LIST-1').add('VMS-LIST-2');
      return;
    case 'failing':
      rules.add('VMS-INFO-1').add('VMS-INFO-2').add('VMS-INFO-3');
      return;
    case 'timer':
      rules.add('VMS-TIMER-1');
      return;
    case 'tree':
      if (Array.isArray(value) && value.length > 0) rules.add('VMS-TREE-1').add('VMS-TREE-2').add('VMS-TREE-3');
      return;
    case 'bytearray':
      rules.add('VMS-BYTES-1');
      return;
    case 'validate':
  }
}

/** Whether a member of the struct itself is behind a pointer. */
function leadsAway({ members }: StructShape): boolean {
  return members.some(({ migrated, storage, slots }) => migrated && (storage !== 'embedded' || slots !== 'none'));
}
