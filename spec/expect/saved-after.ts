import { noisyBefore } from '../../layout/noisy-before.ts';
import type { ExpectedLoad } from '../../oracle/load/decode.ts';
import { mergeUntouched } from '../../oracle/load/merge-untouched.ts';
import { encode } from '../../oracle/save/encode.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { withCopies, type StructValue } from '../../vmstate/model/model.ts';

/** A load, and what the destination held before it. */
export interface AfterLoad {
  readonly of: Case;
  readonly decoded: ExpectedLoad;
  readonly before: StructValue;
}

/**
 * What the destination saves after the load, for so many random contents of all that
 * the load does not touch. Null where part of it is unspecified.
 */
export function savedAfter({ of, decoded, before }: AfterLoad, contents: number): readonly Uint8Array[] | null {
  if (decoded.verdict !== 'ok' || decoded.unspecified.length > 0) return null;
  const { values } = decoded;
  const { shape } = of.model;
  return Array.from({ length: contents }, (_, i) => {
    const held = noisyBefore(shape, before, of.seed + i);
    return encode({ shape, values: withCopies(shape, mergeUntouched(held, values, shape, decoded)) }, of.dialect);
  });
}

/** The same bytes, where the content of the destination does not show. */
export function isAsExpected(resaved: Uint8Array, [first = resaved, ...others]: readonly Uint8Array[]): boolean {
  // What is as long as the destination says is so for every content of it: the noise leaves counts alone.
  return (
    resaved.length === first.length &&
    first.every((byte, at) => byte === resaved[at] || others.some((other) => other[at] !== byte))
  );
}
