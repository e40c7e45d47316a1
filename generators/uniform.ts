import type { CheckedInfo, Scalar } from '../vmstate/info.ts';
import type { Count, CountType, Element, Half, Member, StructShape, Subsection, Test } from '../vmstate/model/model.ts';

/*
 * Elements and counts as the generators make them: all with the same
 * properties in the same order, those of other kinds undefined. To V8 they are
 * objects of one hidden class, which every walk over a model reads at full
 * speed; to everyone else, JSON included, the extra properties do not exist.
 */

export function scalarElement(type: Scalar): Element {
  const element = {
    kind: 'scalar' as const,
    type,
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
  };
  return element;
}

/** Small ones are made once: nothing in a model is ever changed. */
const SMALL = 65;

export function bufferElement(size: number): Element {
  return buffers[size] ?? newBuffer(size);
}

function newBuffer(size: number): Element {
  const element = {
    kind: 'buffer' as const,
    type: undefined,
    size,
    sizedBy: undefined,
    multiply: undefined,
    struct: undefined,
    version: undefined,
    info: undefined,
    list: undefined,
    half: undefined,
    key: undefined,
    value: undefined,
  };
  return element;
}

const buffers: readonly Element[] = Array.from({ length: SMALL }, (_, size) => newBuffer(size));

/** With a half: of a sibling of 64 bits. */
export function vbufferElement(sizedBy: number, multiply: number | null, half?: Half): Element {
  const element = {
    kind: 'vbuffer' as const,
    type: undefined,
    size: undefined,
    sizedBy,
    multiply,
    struct: undefined,
    version: undefined,
    info: undefined,
    list: undefined,
    half,
    key: undefined,
    value: undefined,
  };
  return element;
}

export function unusedElement(size: number): Element {
  const element = {
    kind: 'unused' as const,
    type: undefined,
    size,
    sizedBy: undefined,
    multiply: undefined,
    struct: undefined,
    version: undefined,
    info: undefined,
    list: undefined,
    half: undefined,
    key: undefined,
    value: undefined,
  };
  return element;
}

/** With a version: VMS_VSTRUCT. */
export function structElement(struct: StructShape, version?: number): Element {
  const element = {
    kind: 'struct' as const,
    type: undefined,
    size: undefined,
    sizedBy: undefined,
    multiply: undefined,
    struct,
    version,
    info: undefined,
    list: undefined,
    half: undefined,
    key: undefined,
    value: undefined,
  };
  return element;
}

export function checkedElement(info: CheckedInfo): Element {
  const element = {
    kind: 'checked' as const,
    type: undefined,
    size: undefined,
    sizedBy: undefined,
    multiply: undefined,
    struct: undefined,
    version: undefined,
    info,
    list: undefined,
    half: undefined,
    key: undefined,
    value: undefined,
  };
  return element;
}

export function bitmapElement(sizedBy: number): Element {
  const element = {
    kind: 'bitmap' as const,
    type: undefined,
    size: undefined,
    sizedBy,
    multiply: undefined,
    struct: undefined,
    version: undefined,
    info: undefined,
    list: undefined,
    half: undefined,
    key: undefined,
    value: undefined,
  };
  return element;
}

export function listElement(list: 'qtailq' | 'qlist', struct: StructShape): Element {
  const element = {
    kind: 'list' as const,
    type: undefined,
    size: undefined,
    sizedBy: undefined,
    multiply: undefined,
    struct,
    version: undefined,
    info: undefined,
    list,
    half: undefined,
    key: undefined,
    value: undefined,
  };
  return element;
}

export function tmpElement(struct: StructShape): Element {
  const element = {
    kind: 'tmp' as const,
    type: undefined,
    size: undefined,
    sizedBy: undefined,
    multiply: undefined,
    struct,
    version: undefined,
    info: undefined,
    list: undefined,
    half: undefined,
    key: undefined,
    value: undefined,
  };
  return element;
}

export function timerElement(): Element {
  const element = {
    kind: 'timer' as const,
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
  };
  return element;
}

/** Without a key: keys are integers. */
export function treeElement(key: StructShape | null, value: StructShape): Element {
  const element = {
    kind: 'tree' as const,
    type: undefined,
    size: undefined,
    sizedBy: undefined,
    multiply: undefined,
    struct: undefined,
    version: undefined,
    info: undefined,
    list: undefined,
    half: undefined,
    key,
    value,
  };
  return element;
}

export function bytearrayElement(): Element {
  const element = {
    kind: 'bytearray' as const,
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
  };
  return element;
}

export function validateElement(): Element {
  const element = {
    kind: 'validate' as const,
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
  };
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

/** Members, tests and structs likewise. */
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
}: NewMember): Member {
  return { name, version, migrated, element, count, storage, slots, test, mustExist };
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
