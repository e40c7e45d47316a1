import type { CheckedInfo, InfoResults, Scalar } from '../vmstate/info.ts';
import type { Count, CountType, Element, Half, Member, StructShape, Subsection, Test } from '../vmstate/model/model.ts';

/*
 * Elements and counts as the generators make them: all with the same properties in the
 * same order, those of other kinds undefined. In V8 they have one hidden class, which keeps
 * property access fast in every walk over a model. In JSON the undefined properties are
 * absent.
 */

/** The properties of all kinds of elements, in the order in which every element has them. */
const NONE = {
  kind: undefined,
  type: undefined,
  size: undefined,
  sizedBy: undefined,
  multiply: undefined,
  struct: undefined,
  version: undefined,
  info: undefined,
  list: undefined,
  half: undefined,
  key: undefined,
  value: undefined,
  results: undefined,
};

export function scalarElement(type: Scalar): Element {
  const element = { ...NONE, kind: 'scalar' as const, type };
  return element;
}

/** Small ones are created once: a model is never changed. */
const SMALL = 65;

export function bufferElement(size: number): Element {
  return buffers[size] ?? newBuffer(size);
}

function newBuffer(size: number): Element {
  const element = { ...NONE, kind: 'buffer' as const, size };
  return element;
}

const buffers: readonly Element[] = Array.from({ length: SMALL }, (_, size) => newBuffer(size));

/** With a half: sized by a 64-bit sibling. */
export function vbufferElement(sizedBy: number, multiply: number | null, half?: Half): Element {
  const element = { ...NONE, kind: 'vbuffer' as const, sizedBy, multiply, half };
  return element;
}

export function unusedElement(size: number): Element {
  const element = { ...NONE, kind: 'unused' as const, size };
  return element;
}

/** With a version: VMS_VSTRUCT. */
export function structElement(struct: StructShape, version?: number): Element {
  const element = { ...NONE, kind: 'struct' as const, struct, version };
  return element;
}

export function checkedElement(info: CheckedInfo): Element {
  const element = { ...NONE, kind: 'checked' as const, info };
  return element;
}

export function bitmapElement(sizedBy: number): Element {
  const element = { ...NONE, kind: 'bitmap' as const, sizedBy };
  return element;
}

export function listElement(list: 'qtailq' | 'qlist', struct: StructShape): Element {
  const element = { ...NONE, kind: 'list' as const, struct, list };
  return element;
}

export function tmpElement(struct: StructShape): Element {
  const element = { ...NONE, kind: 'tmp' as const, struct };
  return element;
}

export function timerElement(): Element {
  const element = { ...NONE, kind: 'timer' as const };
  return element;
}

export function failingElement(results: InfoResults): Element {
  const element = { ...NONE, kind: 'failing' as const, results };
  return element;
}

/** Without a key: keys are integers. */
export function treeElement(key: StructShape | null, value: StructShape): Element {
  const element = { ...NONE, kind: 'tree' as const, key, value };
  return element;
}

export function bytearrayElement(): Element {
  const element = { ...NONE, kind: 'bytearray' as const };
  return element;
}

export function validateElement(): Element {
  const element = { ...NONE, kind: 'validate' as const };
  return element;
}

export function oneElement(): Count {
  const count = { kind: 'one' as const, n: undefined, by: undefined, type: undefined, multiply: undefined };
  return count;
}

export function fixedCount(n: number): Count {
  return fixed[n] ?? newFixed(n);
}

function newFixed(n: number): Count {
  const count = { kind: 'fixed' as const, n, by: undefined, type: undefined, multiply: undefined };
  return count;
}

const fixed: readonly Count[] = Array.from({ length: SMALL }, (_, n) => newFixed(n));

export function countedBy(by: number, type: CountType, multiply: number | null): Count {
  const count = { kind: 'counted' as const, n: undefined, by, type, multiply };
  return count;
}

const ONE = oneElement();

/** A member. Defaults: embedded, single, migrated since version 0. */
export type NewMember = Pick<Member, 'name' | 'element'> & Partial<Member>;

/** Members, tests and structs have the same properties in the same order too. */
export function newMember({
  name,
  version = 0,
  migrated = true,
  element,
  count = ONE,
  storage = 'embedded',
  slots = 'none',
  test,
  mustExist,
  copyOf,
}: NewMember): Member {
  return { name, version, migrated, element, count, storage, slots, test, mustExist, copyOf };
}

export function siblingTest(by: number): Test {
  const test = { kind: 'sibling' as const, by, from: undefined };
  return test;
}

export function versionTest(from: number): Test {
  const test = { kind: 'version' as const, by: undefined, from };
  return test;
}

export function newStruct({ name, version, minimumVersion, members, subsections, hooks }: StructShape): StructShape {
  return { name, version, minimumVersion, members, subsections, hooks };
}

export function newSubsection(struct: StructShape, needed: number | undefined): Subsection {
  return { struct, needed };
}
