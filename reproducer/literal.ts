import type { Scalar } from '../vmstate/info.ts';
import type { Value } from '../vmstate/model/model.ts';
import { EINVAL, EIO, ENOENT, EPERM } from '../vmstate/wire.ts';

/** A scalar as C writes it. */
export function cLiteral(type: Scalar, value: Value): string {
  if (type === 'bool') return value === 0 ? 'false' : 'true';
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : '0';
  switch (type) {
    case 'uint64':
      return `UINT64_C(${text})`;
    case 'cpudouble':
      // The bits of a double: in hexadecimal at least sign and exponent can be read.
      return `UINT64_C(0x${BigInt(text).toString(16).padStart(16, '0')})`;
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

export function byteLiteral(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`;
}

/** Bits as the `unsigned long`s of a host: of 64 bits each a word, or two of 32, the low one first. */
export function longLiterals(value: Uint8Array, pointerSize: number): string[] {
  const words: string[] = [];
  for (let at = 0; at + 8 <= value.length; at += 8) {
    const hex = Buffer.from(value.subarray(at, at + 8)).toString('hex');
    if (pointerSize === 8) words.push(`0x${hex}`);
    else words.push(`0x${hex.slice(8)}`, `0x${hex.slice(0, 8)}`);
  }
  return words;
}

/** What a save or a load returns: a hook's value, or one of the errno values that QEMU produces itself. */
export function codeText(code: number): string {
  switch (code) {
    case EINVAL:
      return '-EINVAL';
    case EIO:
      return '-EIO';
    case ENOENT:
      return '-ENOENT';
    case EPERM:
      return '-EPERM';
    default:
      return String(code);
  }
}
