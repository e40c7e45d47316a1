import { checkedType, isWide, widthOf, type Scalar } from '../../vmstate/info.ts';
import {
  isArray,
  type Element,
  type Member,
  type StructShape,
  type StructValue,
  type Tree,
  type Value,
} from '../../vmstate/model/model.ts';
import { decodeHex } from './decode-hex.ts';
import { fault, isInteger, isList, showTyped } from './fault.ts';

/**
 * The values of a response, as the shape wants them. An array may have any
 * length and null may stand anywhere: whether they are right a law says, not
 * the protocol. Throws ProtocolFault, naming the path, at what can be no value
 * of its member.
 */
export function decodeValues(value: unknown, shape: StructShape, path = 'values'): StructValue {
  const { members, subsections = [] } = shape;
  const wanted = members.length + subsections.length;
  if (!isList(value) || value.length !== wanted) {
    return fault(
      `${path} is not ${wanted} values, one for each member and subsection of ${shape.name}: ${showTyped(value)}`,
    );
  }
  const values: StructValue = members.map((member, i) => decodeMember(value[i], member, `${path}.${member.name}`));
  subsections.forEach(({ struct }, k) => {
    const own = value[members.length + k];
    values.push(own === null ? null : decodeValues(own, struct, `${path}.${struct.name}`));
  });
  return values;
}

function decodeMember(value: unknown, member: Member, path: string): Value {
  if (value === null) return null;
  if (!isArray(member)) return decodeElement(value, member.element, path);
  if (!isList(value)) return fault(`${path} is not an array: ${showTyped(value)}`);
  return value.map((item, i) => (item === null ? null : decodeElement(item, member.element, `${path}[${i}]`)));
}

function decodeElement(value: unknown, element: Element, path: string): Value {
  switch (element.kind) {
    case 'scalar':
      return decodeScalar(value, element.type, path);
    case 'checked':
      return decodeScalar(value, checkedType(element.info), path);
    case 'buffer':
    case 'vbuffer':
    case 'bitmap':
    case 'bytearray':
      return decodeHex(value, path);
    case 'timer':
      return decodeScalar(value, 'int64', path);
    case 'struct':
    case 'tmp':
      return decodeValues(value, element.struct, path);
    case 'list':
      if (!isList(value)) return fault(`${path} is not an array: ${showTyped(value)}`);
      return value.map((item, i) => (item === null ? null : decodeValues(item, element.struct, `${path}[${i}]`)));
    case 'tree':
      if (!isList(value)) return fault(`${path} is not an array: ${showTyped(value)}`);
      return value.map((item, i) => (item === null ? null : decodeNode(item, element, `${path}[${i}]`)));
    case 'unused':
    case 'validate':
      return fault(`${path} is not null: ${showTyped(value)}`);
  }
}

function decodeNode(value: unknown, { key, value: struct }: Tree, path: string): Value {
  if (!isList(value) || value.length !== 2) return fault(`${path} is not a key and a value: ${showTyped(value)}`);
  const [own, inner] = value;
  return [
    own === null
      ? null
      : key === null
        ? decodeScalar(own, 'uint64', `${path}.key`)
        : decodeValues(own, key, `${path}.key`),
    inner === null ? null : decodeValues(inner, struct, `${path}.value`),
  ];
}

function decodeScalar(value: unknown, type: Scalar, path: string): number | bigint {
  const wide = isWide(type);
  const bits = type === 'bool' ? 1 : 8 * widthOf(type);
  const signed = type.startsWith('int');
  const low = signed ? -(2n ** BigInt(bits - 1)) : 0n;
  const high = low + 2n ** BigInt(bits) - 1n;
  const number = wide ? wideOf(value) : isInteger(value) ? BigInt(value) : null;
  if (number === null || number < low || number > high) {
    return fault(
      `${path} is not ${wide ? 'a decimal string' : 'a number'} from ${low} to ${high}: ${showTyped(value)}`,
    );
  }
  return wide ? number : Number(number);
}

/** 64-bit values are decimal strings: not every language keeps so large a number whole. */
function wideOf(value: unknown): bigint | null {
  return typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? BigInt(value) : null;
}
