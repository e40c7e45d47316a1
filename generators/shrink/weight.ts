import {
  structsOf,
  type Element,
  type Member,
  type Model,
  type StructShape,
  type Value,
} from '../../vmstate/model/model.ts';
import { hookNames, type Hooks } from '../../vmstate/hooks.ts';
import { EINVAL } from '../../vmstate/wire.ts';

/** The complexity of a model. Every shrink step lowers it, so shrinking terminates. */
export function weightOf(model: Model): number {
  return shapeWeight(model.shape) + valueWeight(model.values);
}

function shapeWeight(shape: StructShape): number {
  const { version, minimumVersion, members, subsections = [], hooks } = shape;
  let weight = 30 + version + minimumVersion + (hooks === undefined ? 0 : 5 + hooksWeight(hooks));
  for (const member of members) weight += memberWeight(member);
  weight += members.length - new Set(members.map(({ name }) => name)).size;
  // More than the weight of a member with such a struct.
  for (const { struct, needed } of subsections)
    weight += 40 + struct.name.length + (needed === undefined ? 0 : 4) + shapeWeight(struct);
  return weight;
}

function hooksWeight(hooks: Hooks): number {
  let weight = 0;
  for (const name of hookNames) {
    const result = hooks[name];
    if (result !== undefined) weight += result === 0 || result === true ? 3 : 5;
  }
  return weight;
}

const storageWeight = { embedded: 0, pointer: 4, allocated: 6 } as const;
const slotsWeight = { none: 0, nullable: 5, allocated: 6 } as const;

function memberWeight(member: Member): number {
  const { element, count, test } = member;
  let weight = 20 + member.version + storageWeight[member.storage] + slotsWeight[member.slots];
  if (count.kind === 'fixed') weight += 4 + 4 * share(count.n);
  if (count.kind === 'counted') weight += 8;
  if (test !== undefined) weight += 6 + (test.kind === 'version' ? test.from : 2);
  if (member.mustExist === true) weight += 3;
  if (member.copyOf !== undefined) weight += 3;
  return weight + elementWeight(element);
}

function elementWeight(element: Element): number {
  return structsOf(element).reduce((weight, struct) => weight + shapeWeight(struct), ownWeight(element));
}

function ownWeight(element: Element): number {
  switch (element.kind) {
    case 'scalar':
      return element.type === 'uint8' ? 0 : 2;
    case 'buffer':
    case 'unused':
      return 3 + 4 * share(element.size);
    case 'checked':
      return 6;
    case 'bitmap':
      return 4;
    case 'failing':
      return 6 + resultWeight(element.results.get) + resultWeight(element.results.put);
    case 'timer':
      return 3;
    case 'bytearray':
      return 6;
    case 'list':
      return 10;
    case 'tree':
      return 12;
    case 'tmp':
      return 8;
    case 'struct':
      return element.version === undefined ? 0 : 4 + element.version;
    case 'vbuffer':
      return element.half === undefined ? 7 : 10;
    case 'validate':
      return 0;
  }
}

/** Grows with n, and stays below 1: a number of elements of its own is lighter than one that a sibling holds. The elements themselves have their weight. */
function share(n: number): number {
  return n / (n + 1);
}

/** -22 is the plainest failure. */
function resultWeight(result: number): number {
  return result === 0 ? 0 : result === EINVAL ? 1 : 2;
}

function valueWeight(value: Value): number {
  if (value === null) return 0;
  if (value instanceof Uint8Array) return value.reduce((sum, byte) => sum + (byte === 0 ? 1 : 2), 1);
  if (Array.isArray(value)) return value.reduce<number>((sum, element) => sum + 1 + valueWeight(element), 1);
  return value === 0 || value === 0n ? 0 : value === 1 || value === 1n ? 1 : 2;
}
