import type { Value } from '../vmstate/model/model.ts';
import { initText } from './braces.ts';
import { byteLiteral, longLiterals } from './literal.ts';

/**
 * The lines that check consecutive buffers of equal length at `got`: against those
 * of the source at `want` if all are equal, otherwise against constants. Null
 * values are unspecified.
 */
export function bytesLines(
  got: string,
  want: string | null,
  values: readonly Value[],
  source: readonly Value[],
): string[] {
  const known = values.flatMap((value) => (value instanceof Uint8Array ? [value] : []));
  const length = Math.max(0, ...known.map((value) => value.length));
  if (length === 0) return [];
  if (known.length < values.length) {
    return values.flatMap((value, i) =>
      value instanceof Uint8Array
        ? constantLines('uint8_t', Array.from(value, byteLiteral), `${got} + ${i * length}`)
        : [],
    );
  }
  if (want === null || !values.every((value, i) => isSame(value, source[i] ?? null))) {
    return constantLines(
      'uint8_t',
      known.flatMap((value) => Array.from(value, byteLiteral)),
      got,
    );
  }
  const size = known.length * length;
  return [`g_assert_cmpmem(${got}, ${size}, ${want}, ${size});`];
}

/** An expression, its expected value, and the same of the source; `want`: null if the source has none. */
interface BytesPair {
  readonly got: string;
  readonly want: string | null;
  readonly value: Value;
  readonly source: Value;
}

/** The same for the words of a bitmap of `bits` bits. */
export function bitmapLines({ got, want, value, source }: BytesPair, bits: number, pointerSize: number): string[] {
  if (!(value instanceof Uint8Array)) return [];
  // The last word may be incomplete after the last bit.
  const longs = longLiterals(value, pointerSize).slice(0, Math.ceil(Math.max(0, bits) / (8 * pointerSize)));
  if (longs.length === 0) return [];
  if (want === null || !isSame(value, source)) return constantLines('unsigned long', longs, got);
  const size = `${longs.length} * sizeof(unsigned long)`;
  return [`g_assert_cmpmem(${got}, ${size}, ${want}, ${size});`];
}

/** The same for a GByteArray. `ended`: the stream may have ended inside it, so only its length is checked. */
export function byteArrayLines({ got, want, value, source }: BytesPair, ended: boolean): string[] {
  if (!(value instanceof Uint8Array)) return [];
  if (ended || value.length === 0) return [`g_assert_cmpint(${got}->len, ==, ${value.length});`];
  if (want !== null && isSame(value, source))
    return [`g_assert_cmpmem(${got}->data, ${got}->len, ${want}->data, ${want}->len);`];
  return constantLines('uint8_t', Array.from(value, byteLiteral), `${got}->data`, `${got}->len`);
}

function isSame(value: Value, source: Value): boolean {
  return value instanceof Uint8Array && source instanceof Uint8Array && Buffer.compare(value, source) === 0;
}

function constantLines(type: string, words: readonly string[], got: string, length = 'sizeof(want)'): string[] {
  const constant = initText({ prefix: `static const ${type} want[] =`, items: words }, 1, ';').split('\n');
  return ['{', ...constant, '', `    g_assert_cmpmem(${got}, ${length}, want, sizeof(want));`, '}'];
}
