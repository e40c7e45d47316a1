import { widthOf, type Scalar } from '../../vmstate/info.ts';
import type { Value } from '../../vmstate/model.ts';

/** A scalar as C writes it. */
export function literal(type: Scalar, value: Value): string {
  if (type === 'bool') return value === 0 ? 'false' : 'true';
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : '0';
  switch (type) {
    case 'uint64':
      return `UINT64_C(${text})`;
    case 'int64':
      // There is no such literal: the minus is applied to a number that is too large.
      return text === '-9223372036854775808' ? 'INT64_MIN' : `INT64_C(${text})`;
    case 'int32':
      return text === '-2147483648' ? 'INT32_MIN' : text;
    case 'uint32':
      return Number(text) > 0x7fffffff ? `${text}u` : text;
    case 'int8':
    case 'uint8':
    case 'int16':
    case 'uint16':
      return text;
  }
}

/** A value of the type that differs from `value` in every bit. */
export function opposite(type: Scalar, value: Value): Value {
  if (typeof value === 'bigint') return type === 'uint64' ? BigInt.asUintN(64, ~value) : ~value;
  if (typeof value !== 'number') return value;
  if (type === 'bool') return value === 0 ? 1 : 0;
  return type.startsWith('uint') ? 2 ** (8 * widthOf(type)) - 1 - value : ~value;
}

export function byteLiteral(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`;
}
