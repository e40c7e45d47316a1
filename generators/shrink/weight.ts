import type { Member, Model, StructShape, Value } from '../../vmstate/model.ts';

/** How much there is to read in a model. Shrinking only ever goes down, so it ends. */
export function weightOf(model: Model): number {
  return shapeWeight(model.shape) + valueWeight(model.values);
}

function shapeWeight(shape: StructShape): number {
  let weight = 30 + shape.version + shape.minimumVersion;
  for (const member of shape.members) weight += memberWeight(member);
  return weight;
}

const storageWeight = { embedded: 0, pointer: 4, allocated: 6 } as const;
const slotsWeight = { none: 0, nullable: 5, allocated: 5 } as const;

function memberWeight(member: Member): number {
  const { element, count } = member;
  let weight = 20 + member.version + storageWeight[member.storage] + slotsWeight[member.slots];
  if (count.kind === 'fixed') weight += 4 + count.n;
  if (count.kind === 'counted') weight += 8;
  if (element.kind === 'scalar') weight += element.type === 'uint8' ? 0 : 2;
  if (element.kind === 'buffer' || element.kind === 'unused') weight += 3 + element.size;
  if (element.kind === 'struct') weight += shapeWeight(element.struct);
  return weight;
}

function valueWeight(value: Value): number {
  if (value === null) return 0;
  if (value instanceof Uint8Array) return value.reduce((sum, byte) => sum + (byte === 0 ? 1 : 2), 1);
  if (Array.isArray(value)) return value.reduce<number>((sum, element) => sum + 1 + valueWeight(element), 1);
  return value === 0 || value === 0n ? 0 : value === 1 || value === 1n ? 1 : 2;
}
