import type { CheckedInfo, Scalar } from '../../vmstate/info.ts';
import type { Value } from '../../vmstate/model/model.ts';
import { wordOfValue } from '../../vmstate/model/value.ts';
import { LIST_END } from '../../vmstate/wire.ts';

/**
 * What a run of bytes on the wire is. The name of a subsection includes the
 * byte of its length.
 *
 * @since 0.1.0
 */
export type SpanType =
  | Scalar
  | CheckedInfo
  | 'buffer'
  | 'bitmap'
  | 'unused'
  | 'null marker'
  | 'pointer marker'
  | 'list marker'
  | 'timer'
  | 'failing'
  | 'node count'
  | 'array length'
  | 'subsection marker'
  | 'subsection name'
  | 'subsection version';

/** The bytes of one leaf: `length` (never 0) of them from offset `start` of the wire. */
export interface Extent {
  readonly start: number;
  readonly length: number;
  readonly type: SpanType;
}

/**
 * The bytes of one leaf with what they mean.
 *
 * @since 0.1.0
 */
export interface Span extends Extent {
  /** As in `regs[2].ctrl`. */
  readonly path: string;
  /** The value for people to read: decimal, `true`/`false`, hex bytes, or a name. */
  readonly value: string;
}

/**
 * The bytes of a save, each owned by exactly one span; spans stand in wire order.
 *
 * @since 0.1.0
 */
export interface Annotated {
  readonly bytes: Uint8Array;
  readonly spans: readonly Span[];
}

const SHOWN = 16;

const utf8 = new TextDecoder();

/** The `value` text of a span. */
export function valueText(type: SpanType, value: Value | undefined): string {
  switch (type) {
    case 'null marker':
      return "'0' (NULL)";
    case 'pointer marker':
      return "'1' (valid)";
    case 'list marker':
      return value === LIST_END ? '0 (end)' : '1 (element)';
    case 'subsection marker':
      return '5 (subsection)';
    case 'subsection name':
      return value instanceof Uint8Array ? utf8.decode(value) : '';
    case 'unused':
      return 'zeros';
    case 'bool':
      return value === 0 ? 'false' : value === 1 ? 'true' : wordOfValue(value);
    default:
      return value instanceof Uint8Array ? hexText(value) : wordOfValue(value);
  }
}

function hexText(bytes: Uint8Array): string {
  const hex = Array.from(bytes.subarray(0, SHOWN), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return bytes.length > SHOWN ? `${hex} … (${bytes.length} bytes)` : hex;
}

/** The span that holds the byte at `offset`, or undefined outside the wire. */
export function byteOwner<Leaf extends Extent>(
  { spans }: { readonly spans: readonly Leaf[] },
  offset: number,
): Leaf | undefined {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) return undefined;
    if (offset < span.start) high = middle - 1;
    else if (offset >= span.start + span.length) low = middle + 1;
    else return span;
  }
  return undefined;
}
