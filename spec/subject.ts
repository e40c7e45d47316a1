import type { Hello } from '../engine/engine.ts';
import { layout, memoryAfterLoad, type Layout } from '../layout/layout.ts';
import { noisyBefore } from '../layout/noisy-before.ts';
import { decode, type ExpectedLoad } from '../oracle/load/decode.ts';
import { encode } from '../oracle/save/encode.ts';
import { saveOutcome, type ExpectedSave } from '../oracle/save/outcome.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Memory } from '../vmstate/host/memory.ts';
import { structsOf, type StructShape } from '../vmstate/model/model.ts';
import { withTrailer } from './differences/bytes.ts';

/** A case and what follows from it, worked out once for all laws. */
export interface Subject {
  readonly case: Case;
  readonly layout: Layout;
  /** How a save is refused, by a hook or an info of the device; null when it is not. */
  readonly refused: RefusedSave | null;
  /** False if the release does not survive such a result during a save: then no save is requested. */
  readonly savable: boolean;
  /** The oracle's bytes; those of a save that nothing refuses. */
  readonly wire: Uint8Array;
  /** The same with a few bytes behind them that are none of the load's business. */
  readonly stream: Uint8Array;
  /** What the oracle says a load of the stream must do. */
  readonly decoded: ExpectedLoad;
  /** The memory after that load; null when the oracle refuses or does not know, or nobody sees it. */
  readonly after: Memory | null;
}

/** A save that the oracle says is refused. */
export type RefusedSave = Extract<ExpectedSave, { verdict: 'rejected' }>;

/** Works out all that the laws need to know of a case, as the engine sees it. */
export function prepare(of: Case, view: Hello['view'] = 'memory'): Subject {
  const { model, dialect } = of;
  const laid = view === 'memory' ? layout(of) : noisy(layout(of), of);
  const wire = encode(model, dialect);
  const stream = withTrailer(wire);
  const pointerSize = view === 'memory' ? of.abi.pointerSize : 8;
  const target = { shape: model.shape, before: laid.before, rooms: laid.rooms, pointerSize };
  let decoded: ExpectedLoad | undefined;
  let after: Memory | null | undefined;
  const outcome = mayEnd(model.shape) ? saveOutcome(model, dialect) : null;
  const refused = outcome?.verdict === 'rejected' ? outcome : null;
  return {
    case: of,
    layout: laid,
    refused,
    savable: outcome?.verdict !== 'undefined',
    wire,
    stream,
    // Worked out when asked for: a law that only needs the layout of another device asks for neither.
    get decoded() {
      return (decoded ??= decode(target, stream, model.shape.version, dialect));
    },
    get after() {
      if (after !== undefined) return after;
      const seen = view === 'memory' && this.decoded.verdict === 'ok' ? this.decoded : null;
      after = seen === null ? null : memoryAfterLoad(laid.plan, laid.destination, seen);
      return after;
    },
  };
}

/** Whether a hook or an info may end a save: those that return success do not. */
function mayEnd({ hooks, members, subsections }: StructShape): boolean {
  if (
    hooks !== undefined &&
    ((hooks.pre_save ?? 0) !== 0 || hooks.pre_save_errp === false || (hooks.post_save ?? 0) !== 0)
  )
    return true;
  for (const { element } of members) {
    if (element.kind === 'failing' && element.results.put !== 0) return true;
    if (structsOf(element).some(mayEnd)) return true;
  }
  return subsections?.some(({ struct }) => mayEnd(struct)) ?? false;
}

/** In memory the noise is in the bytes; values have to hold it themselves. */
function noisy(laid: Layout, { model, seed }: Case): Layout {
  return { ...laid, before: noisyBefore(model.shape, laid.before, seed) };
}

/**
 * Whether a save after the load is defined. A subsection that did not come holds
 * whatever the destination held; a load at another version than that of the
 * save may have taken other bytes for a count, by which a save would leave the
 * memory.
 */
export function isResavable(subject: Subject): boolean {
  return subject.savable && isReadWhole(subject);
}

/** Whether a load comes to all that was saved: a subsection whose name has 256 bytes, for one, it does not recognise. */
export function isReadWhole({ decoded, wire }: Subject): boolean {
  return decoded.verdict === 'ok' && decoded.missed === 0 && decoded.consumed === wire.length;
}
