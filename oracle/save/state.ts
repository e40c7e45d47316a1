import type { DialectTraits } from '../../vmstate/dialect.ts';
import type { Value } from '../../vmstate/model/model.ts';
import { pathAt } from '../path.ts';
import type { Frame, Walk } from '../walk.ts';
import { valueText, type Span, type SpanType } from '../wire/span.ts';
import { writeByte, type WireWriter } from '../wire/writer.ts';

/** One save in progress, or what the next one may use again. */
export interface Save extends Walk {
  readonly writer: WireWriter;
  traits: DialectTraits;
  /** Collects what each byte is; null when no annotation was requested. */
  readonly spans: Span[] | null;
  /** Writes a nested struct. Part of the state, so that the files of a save need not import each other in a circle. */
  readonly writeStruct: (save: Save, frame: Frame) => void;
}

/** Records what the bytes since the last span are, if an annotation was requested and there are any. */
export function addSpan(save: Save, depth: number, type: SpanType, value: Value | undefined): void {
  const { spans, writer, trail } = save;
  if (spans === null) return;
  const last = spans.at(-1);
  const start = last === undefined ? 0 : last.start + last.length;
  const length = writer.at - start;
  if (length > 0) spans.push({ start, length, path: pathAt(trail, depth), type, value: valueText(type, value) });
}

/** One byte that is not a value of the device. */
export function writeMarker(save: Save, depth: number, type: SpanType, marker: number): void {
  writeByte(save.writer, marker);
  addSpan(save, depth, type, marker);
}
