import type { DialectTraits } from '../../vmstate/dialect.ts';
import type { Value } from '../../vmstate/model/model.ts';
import type { Frame, Walk } from '../walk.ts';
import type { Extent, SpanType } from '../wire/span.ts';
import type { SaveRules } from './rules.ts';
import { writeByte, type WireWriter } from '../wire/writer.ts';

/** One save in progress, or what the next one may use again. */
export interface Save extends Walk {
  readonly writer: WireWriter;
  traits: DialectTraits;
  /** Told what each byte is; null when nobody asks. */
  readonly note: Note | null;
  /** Ends the writing where a save is refused; null: nothing refuses it. */
  endings: SaveRules | null;
  /** How many bytes it was told of. */
  noted: number;
  /** Writes a nested struct. Part of the state, so that the files of a save need not import each other in a circle. */
  readonly writeStruct: (save: Save, frame: Frame) => void;
}

/** Told of one leaf, whose name ends at this depth of the trail. */
export type Note = (extent: Extent, save: Save, depth: number, value: Value | undefined) => void;

/** Tells what the bytes since the last leaf are, if somebody asks and there are any. */
export function addSpan(save: Save, depth: number, type: SpanType, value: Value | undefined): void {
  const { note, noted: start, writer } = save;
  if (note === null || writer.at === start) return;
  save.noted = writer.at;
  note({ start, length: writer.at - start, type }, save, depth, value);
}

/** One byte that is not a value of the device. */
export function writeMarker(save: Save, depth: number, type: SpanType, marker: number): void {
  writeByte(save.writer, marker);
  addSpan(save, depth, type, marker);
}
