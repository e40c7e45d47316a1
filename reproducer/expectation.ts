import { decode } from '../oracle/load/decode.ts';
import { saveOutcome } from '../oracle/save/outcome.ts';
import { settleValues } from '../oracle/load/merge-untouched.ts';
import type { Subject } from '../spec/subject.ts';
import type { StructValue } from '../vmstate/model/model.ts';

/** What a save of the source must do. */
export type SaveExpectation =
  /** `code` is what it returns; with 0 it writes the bytes. */
  | { readonly kind: 'returns'; readonly code: number; readonly calls: readonly string[] }
  /** QEMU does not survive it. */
  | { readonly kind: 'dies'; readonly why: string };

/** What a load of the saved bytes must do. */
export type LoadExpectation =
  | {
      readonly kind: 'returns';
      readonly code: number;
      /** Why it fails; empty when it does not. */
      readonly why: string;
      readonly consumed: number;
      /** Nothing is left of the stream. */
      readonly ended: boolean;
      readonly streamError: number;
      /** What the destination holds then; null, or UNTOUCHED, for what nobody knows: bytes fresh from malloc. */
      readonly values: StructValue;
      readonly calls: readonly string[];
    }
  /** Undefined behaviour, of which no test can be made. */
  | { readonly kind: 'unknown'; readonly why: string };

export interface Expectation {
  readonly save: SaveExpectation;
  readonly load: LoadExpectation;
}

/** `destination` is what the object holds that the test loads into. */
export function expectationOf(
  { case: { model, dialect }, stream, layout }: Subject,
  destination: StructValue,
): Expectation {
  const saved = saveOutcome(model, dialect);
  const save: SaveExpectation =
    saved.verdict === 'undefined'
      ? { kind: 'dies', why: saved.why }
      : { kind: 'returns', code: saved.code, calls: saved.trace };
  const { shape } = model;
  const loaded = decode(shape, destination, stream, shape.version, dialect, layout.rooms);
  if (loaded.verdict === 'undefined') return { save, load: { kind: 'unknown', why: loaded.why } };
  const { consumed, streamError, trace } = loaded;
  const failed = loaded.verdict === 'rejected';
  const values = settleValues(destination, loaded.values, shape);
  return {
    save,
    load: {
      kind: 'returns',
      code: failed ? loaded.code : 0,
      why: failed ? loaded.why : '',
      consumed,
      ended: consumed >= stream.length,
      streamError,
      values,
      calls: trace,
    },
  };
}
