import { bufferLength, elementCount } from '../generators/values.ts';
import { widthOf, type Scalar } from '../vmstate/info.ts';
import type { Member, StructShape, StructValue, Value } from '../vmstate/model.ts';

export interface Problem {
  readonly problem: string;
}

/** Thrown and caught in this file: where a value does not fit its shape. */
class Misfit extends Error {}

/** Reads the values of a struct as its shape wants them. */
export function readStruct(shape: StructShape, json: unknown, path: string): { readonly values: StructValue } | Problem {
  try {
    return { values: struct(shape, json, path) };
  } catch (error) {
    if (error instanceof Misfit) return { problem: error.message };
    throw error;
  }
}

function struct(shape: StructShape, json: unknown, path: string): StructValue {
  const { members } = shape;
  if (!Array.isArray(json) || json.length !== members.length) throw new Misfit(`${path}: ${members.length} values wanted, one for each member of ${shape.name}`);
  members.forEach((member) => { checkReferences(member, members, path); });
  const items: readonly unknown[] = json;
  const values = members.map((member, i) => read(member, items[i], `${path}/${member.name}`));
  members.forEach((member, i) => { checkLengths(member, values[i] ?? null, values, `${path}/${member.name}`); });
  return values;
}

function checkReferences({ name, count, element }: Member, members: readonly Member[], path: string): void {
  const referred = [...(count.kind === 'counted' ? [count.by] : []), ...(element.kind === 'vbuffer' ? [element.sizedBy] : [])];
  for (const index of referred) {
    const sibling = members[index];
    const holdsCount = sibling?.element.kind === 'scalar' && sibling.count.kind === 'one' && sibling.storage === 'embedded';
    if (!holdsCount) throw new Misfit(`${path}/${name}: member ${index} holds no count; it must be a single embedded integer`);
  }
}

function checkLengths(member: Member, value: Value, values: StructValue, path: string): void {
  const n = elementCount(member, values);
  const elements = member.count.kind === 'one' ? [value] : Array.isArray(value) ? value : [];
  if (elements.length !== n) throw new Misfit(`${path}: ${elements.length} elements, but its count is ${n}`);
  if (member.element.kind !== 'buffer' && member.element.kind !== 'vbuffer') return;
  const length = bufferLength(member.element, values);
  for (const bytes of elements) {
    if (bytes instanceof Uint8Array && bytes.length !== length) throw new Misfit(`${path}: ${bytes.length} bytes, but its size is ${length}`);
  }
}

function read(member: Member, json: unknown, path: string): Value {
  if (member.count.kind === 'one') return element(member, json, path);
  if (!Array.isArray(json)) throw new Misfit(`${path}: an array wanted`);
  const items: readonly unknown[] = json;
  return items.map((item, i) => (item === null && member.slots !== 'none' ? null : element(member, item, `${path}[${i}]`)));
}

function element(member: Member, json: unknown, path: string): Value {
  switch (member.element.kind) {
    case 'scalar':
      return scalar(member.element.type, json, path);
    case 'buffer':
    case 'vbuffer':
      if (typeof json !== 'string' || !/^([0-9a-f]{2})*$/.test(json)) throw new Misfit(`${path}: bytes wanted, as lower-case hex`);
      return new Uint8Array(Buffer.from(json, 'hex'));
    case 'unused':
      if (json !== null) throw new Misfit(`${path}: null wanted`);
      return null;
    case 'struct':
      return struct(member.element.struct, json, path);
  }
}

function scalar(type: Scalar, json: unknown, path: string): number | bigint {
  const bits = type === 'bool' ? 1 : widthOf(type) * 8;
  const signed = type.startsWith('int');
  const low = signed ? -(2n ** BigInt(bits - 1)) : 0n;
  const high = signed ? 2n ** BigInt(bits - 1) - 1n : 2n ** BigInt(bits) - 1n;
  const wide = bits === 64;
  const value = wide && typeof json === 'string' && /^-?\d+$/.test(json) ? BigInt(json) : !wide && Number.isInteger(json) ? BigInt(Number(json)) : null;
  if (value === null || value < low || value > high) throw new Misfit(`${path}: ${wide ? 'a decimal string' : 'a number'} from ${low} to ${high} wanted`);
  return wide ? value : Number(value);
}
