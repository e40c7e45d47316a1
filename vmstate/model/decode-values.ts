import { decodeAt, report, reportValue, type Decoding } from '../decoding.ts';
import { decodeBytes, decodeScalar } from '../decode-scalar.ts';
import { checkedType } from '../info.ts';
import type { Element, Tree } from './element.ts';
import { isArray, type Member } from './member.ts';
import type { StructShape } from './struct-shape.ts';
import type { StructValue, Value } from './value.ts';

/**
 * What is taken for values: those of a `case`, which are whole, or those of an
 * `answer`, in which null may stand anywhere. Whether an array is as long as
 * its count says is not looked at here (check-values.ts; of an answer a law says it).
 */
export type ValuesOf = 'case' | 'answer';

interface ValueDecoding extends Decoding {
  readonly nullable: boolean;
}

/** The values of a struct, checked against its shape. */
export function decodeValues(decoding: Decoding, json: unknown, shape: StructShape, of: ValuesOf): StructValue {
  return decodeStructValue({ ...decoding, nullable: of === 'answer' }, json, shape);
}

function decodeStructValue(decoding: ValueDecoding, json: unknown, shape: StructShape): StructValue {
  const { members, subsections = [] } = shape;
  const { path } = decoding;
  const wanted = members.length + subsections.length;
  if (!isList(json) || json.length !== wanted) {
    const each = subsections.length === 0 ? 'each member' : 'each member and each subsection';
    reportValue(decoding, 'length', `${wanted} values, one for ${each} of ${shape.name}`, json);
    return [];
  }
  const values: StructValue = [];
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (member === undefined) continue;
    path.push(member.name);
    values.push(decodeMemberValue(decoding, json[i], member));
    path.pop();
  }
  subsections.forEach(({ struct }, k) => {
    const own = json[members.length + k];
    path.push(struct.name);
    values.push(decoding.nullable && own === null ? null : decodeStructValue(decoding, own, struct));
    path.pop();
  });
  return values;
}

function decodeMemberValue(decoding: ValueDecoding, json: unknown, member: Member): Value {
  const { nullable } = decoding;
  const { element, slots } = member;
  if (json === null && nullable) return null;
  const orNull = nullable || slots !== 'none';
  if (!isArray(member)) return orNull && json === null ? null : decodeElementValue(decoding, json, element);
  return decodeEach(decoding, json, (item) =>
    orNull && item === null ? null : decodeElementValue(decoding, item, element),
  );
}

function decodeEach(decoding: ValueDecoding, json: unknown, decode: (item: unknown) => Value): Value {
  if (!isList(json)) {
    reportValue(decoding, 'type', 'an array', json);
    return [];
  }
  const { path } = decoding;
  const values: Value[] = [];
  for (let i = 0; i < json.length; i++) {
    path.push(i);
    values.push(decode(json[i]));
    path.pop();
  }
  return values;
}

function decodeElementValue(decoding: ValueDecoding, json: unknown, element: Element): Value {
  switch (element.kind) {
    case 'scalar':
      return decodeScalar(decoding, json, element.type);
    case 'failing':
      return decodeScalar(decoding, json, 'uint8');
    case 'checked':
      return decodeScalar(decoding, json, checkedType(element.info));
    case 'buffer':
    case 'vbuffer':
    case 'bitmap':
    case 'bytearray':
      return decodeBytes(decoding, json);
    case 'timer':
      return decodeExpiry(decoding, json);
    case 'struct':
    case 'tmp':
      return decodeStructValue(decoding, json, element.struct);
    case 'list':
      return decodeEach(decoding, json, (item) =>
        decoding.nullable && item === null ? null : decodeStructValue(decoding, item, element.struct),
      );
    case 'tree':
      return decodeEach(decoding, json, (item) =>
        decoding.nullable && item === null ? null : decodeNode(decoding, item, element),
      );
    case 'unused':
    case 'validate':
      if (json !== null) reportValue(decoding, 'type', 'null', json);
      return null;
  }
}

/** An answer may contain a value that no timer has; a law reports it. */
function decodeExpiry(decoding: ValueDecoding, json: unknown): Value {
  const expiry = decodeScalar(decoding, json, 'int64');
  if (expiry < -1 && !decoding.nullable) reportValue(decoding, 'range', 'a time, or -1', json);
  return expiry;
}

function decodeNode(decoding: ValueDecoding, json: unknown, { key, value }: Tree): Value {
  if (!isList(json) || json.length !== 2) {
    report(decoding, 'length', 'must be a key and a value');
    return [];
  }
  const [own, inner] = json;
  const { nullable } = decoding;
  return [
    decodeAt(decoding, 'key', () => {
      if (nullable && own === null) return null;
      return key === null ? decodeScalar(decoding, own, 'uint64') : decodeStructValue(decoding, own, key);
    }),
    decodeAt(decoding, 'value', () => (nullable && inner === null ? null : decodeStructValue(decoding, inner, value))),
  ];
}

/** An array, whose elements are still to be decoded. */
function isList(json: unknown): json is readonly unknown[] {
  return Array.isArray(json);
}
