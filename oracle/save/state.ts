import { traitsOf, type Dialect, type DialectTraits } from '../../vmstate/dialect.ts';
import type { Value } from '../../vmstate/model/model.ts';
import { OracleFault } from '../fault.ts';
import { createTrail, pathAt, type Trail } from '../path.ts';
import { valueText, type Span, type SpanType } from '../wire/span.ts';
import { createWriter, type WireWriter } from '../wire/writer.ts';

/** One save in progress, or what the next one may use again. */
export interface Save {
  readonly writer: WireWriter;
  traits: DialectTraits;
  readonly trail: Trail;
  /** Gathers what each byte is; null when nobody asks. */
  readonly spans: Span[] | null;
}

export function createSave(dialect: Dialect, spans: Span[] | null): Save {
  return { writer: createWriter(), traits: traitsOf(dialect), trail: createTrail(), spans };
}

/** Says what the bytes from `start` on are, unless there are none. */
export function addSpan(
  save: Save,
  spans: Span[],
  start: number,
  type: SpanType,
  value: Value | undefined,
  depth: number,
): void {
  const length = save.writer.at - start;
  if (length === 0) return;
  spans.push({ start, length, path: pathAt(save.trail, depth), type, value: valueText(type, value) });
}

export function fail(save: Save, depth: number, problem: string): never {
  throw new OracleFault(pathAt(save.trail, depth), problem);
}
