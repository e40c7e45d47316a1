import { decode } from '../oracle/load/decode.ts';
import { saveOutcome } from '../oracle/save/outcome.ts';
import { mergeUntouched } from '../oracle/load/merge-untouched.ts';
import type { Case } from '../vmstate/case/case.ts';
import { callText } from '../vmstate/hooks.ts';
import type { Rooms, StructValue } from '../vmstate/model/model.ts';

/** Expected result of a save of the source. */
export type SaveExpectation =
  /** `code` is the return value; with 0 it writes the bytes. */
  | { readonly kind: 'returns'; readonly code: number; readonly calls: readonly string[] }
  /** The save ends the process. */
  | { readonly kind: 'dies'; readonly why: string };

/** Expected result of a load of the saved bytes. */
export type LoadExpectation =
  | {
      readonly kind: 'returns';
      readonly code: number;
      /** Why it fails; empty if it succeeds. */
      readonly why: string;
      readonly consumed: number;
      /** The load consumes the whole stream. */
      readonly ended: boolean;
      readonly streamError: number;
      /** The destination's values after the load; null or UNTOUCHED where they are unspecified: bytes fresh from malloc. */
      readonly values: StructValue;
      readonly calls: readonly string[];
    }
  /** Undefined behavior, which cannot be tested. */
  | { readonly kind: 'unknown'; readonly why: string };

export interface Expectation {
  readonly save: SaveExpectation;
  readonly load: LoadExpectation;
}

interface Loaded {
  readonly stream: Uint8Array;
  readonly rooms: Rooms;
  /** The destination's values before the load. */
  readonly destination: StructValue;
}

/** The expected results of the case's save, and of a load of its stream. */
export function expectationOf({ model, dialect }: Case, { stream, rooms, destination }: Loaded): Expectation {
  const saved = saveOutcome(model, dialect);
  const save: SaveExpectation =
    saved.verdict === 'undefined'
      ? { kind: 'dies', why: saved.why }
      : { kind: 'returns', code: saved.code, calls: saved.trace.map(callText) };
  const { shape } = model;
  const loaded = decode({ shape, before: destination, rooms }, stream, shape.version, dialect);
  if (loaded.verdict === 'undefined') return { save, load: { kind: 'unknown', why: loaded.why } };
  const { consumed, streamError, trace } = loaded;
  const failed = loaded.verdict === 'rejected';
  const values = mergeUntouched(destination, loaded.values, shape, loaded);
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
      calls: trace.map(callText),
    },
  };
}
