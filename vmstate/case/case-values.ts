import { bufferLength, elementCount } from '../model/counts.ts';
import { checkedType, isWide, widthOf, type Scalar } from '../info.ts';
import type { Element, Member, StructShape, StructValue, Tree, Value } from '../model/model.ts';
import { misreference } from './case-references.ts';

export interface Problem {
  readonly problem: string;
}

/** Thrown and caught in this file: where a value does not fit its shape. */
class Misfit extends Error {}

/** Reads the values of a struct as its shape wants them. */
export function readStruct(
  shape: StructShape,
  json: unknown,
  path: string,
): { readonly values: StructValue } | Problem {
  try {
    return { values: struct(shape, json, path) };
  } catch (error) {
    if (error instanceof Misfit) return { problem: error.message };
    throw error;
  }
}

function struct(shape: StructShape, json: unknown, path: string): StructValue {
  const { members, subsections = [] } = shape;
  const wanted = members.length + subsections.length;
  if (!Array.isArray(json) || json.length !== wanted) {
    const each = subsections.length === 0 ? 'each member' : 'each member and each subsection';
    throw new Misfit(`${path}: ${wanted} values wanted, one for ${each} of ${shape.name}`);
  }
  const wrong = misreference(shape, path);
  if (wrong !== null) throw new Misfit(wrong);
  const items: readonly unknown[] = json;
  const values = members.map((member, i) => read(member, items[i], `${path}/${member.name}`));
  members.forEach((member, i) => {
    checkLengths(member, values[i] ?? null, values, `${path}/${member.name}`);
  });
  subsections.forEach(({ struct: inner }, k) => {
    values.push(struct(inner, items[members.length + k], `${path}/${inner.name}`));
  });
  return values;
}

function checkLengths(member: Member, value: Value, values: StructValue, path: string): void {
  const n = elementCount(member, values);
  const elements = member.count.kind === 'one' ? [value] : Array.isArray(value) ? value : [];
  if (elements.length !== n) throw new Misfit(`${path}: ${elements.length} elements, but its count is ${n}`);
  const length = lengthOf(member.element, values);
  if (length === null) return;
  for (const bytes of elements) {
    if (bytes instanceof Uint8Array && bytes.length !== length)
      throw new Misfit(`${path}: ${bytes.length} bytes, but its size is ${length}`);
  }
}

/** Bytes of one element; null for all but raw bytes and bitmaps. */
function lengthOf(element: Element, values: StructValue): number | null {
  if (element.kind === 'bitmap') return 8 * Math.ceil(Math.max(0, Number(values[element.sizedBy]) | 0) / 64);
  return element.kind === 'buffer' || element.kind === 'vbuffer' ? bufferLength(element, values) : null;
}

function read(member: Member, json: unknown, path: string): Value {
  if (member.count.kind === 'one') return element(member, json, path);
  if (!Array.isArray(json)) throw new Misfit(`${path}: an array wanted`);
  const items: readonly unknown[] = json;
  return items.map((item, i) =>
    item === null && member.slots !== 'none' ? null : element(member, item, `${path}[${i}]`),
  );
}

function element(member: Member, json: unknown, path: string): Value {
  const { element: of } = member;
  switch (of.kind) {
    case 'scalar':
      return scalar(of.type, json, path);
    case 'checked':
      return scalar(checkedType(of.info), json, path);
    case 'buffer':
    case 'vbuffer':
    case 'bitmap':
      return bytes(json, path);
    case 'unused':
    case 'validate':
      if (json !== null) throw new Misfit(`${path}: null wanted`);
      return null;
    case 'struct':
    case 'tmp':
      return struct(of.struct, json, path);
    case 'timer': {
      const expiry = scalar('int64', json, path);
      if (expiry < -1) throw new Misfit(`${path}: a time wanted, or -1`);
      return expiry;
    }
    case 'bytearray':
      return bytes(json, path);
    case 'tree':
      if (!Array.isArray(json)) throw new Misfit(`${path}: an array wanted`);
      return json.map((item, i) => node(of, item, `${path}[${i}]`));
    case 'list':
      if (!Array.isArray(json)) throw new Misfit(`${path}: an array wanted`);
      return json.map((item, i) => struct(of.struct, item, `${path}[${i}]`));
  }
}

function bytes(json: unknown, path: string): Uint8Array {
  if (typeof json !== 'string' || !/^([0-9a-f]{2})*$/.test(json))
    throw new Misfit(`${path}: bytes wanted, as lower-case hex`);
  return new Uint8Array(Buffer.from(json, 'hex'));
}

function node({ key, value }: Tree, json: unknown, path: string): Value {
  if (!Array.isArray(json) || json.length !== 2) throw new Misfit(`${path}: a key and a value wanted`);
  const pair: readonly unknown[] = json;
  const [own, inner] = pair;
  return [
    key === null ? scalar('uint64', own, `${path}/key`) : struct(key, own, `${path}/key`),
    struct(value, inner, `${path}/value`),
  ];
}

function scalar(type: Scalar, json: unknown, path: string): number | bigint {
  const bits = type === 'bool' ? 1 : widthOf(type) * 8;
  const signed = type.startsWith('int');
  const low = signed ? -(2n ** BigInt(bits - 1)) : 0n;
  const high = signed ? 2n ** BigInt(bits - 1) - 1n : 2n ** BigInt(bits) - 1n;
  const wide = isWide(type);
  const value =
    wide && typeof json === 'string' && /^-?\d+$/.test(json)
      ? BigInt(json)
      : !wide && Number.isInteger(json)
        ? BigInt(Number(json))
        : null;
  if (value === null || value < low || value > high)
    throw new Misfit(`${path}: ${wide ? 'a decimal string' : 'a number'} from ${low} to ${high} wanted`);
  return wide ? value : Number(value);
}
