import type { Engine, LoadOutcome, MaybePromise, SaveOutcome } from '../../engine/engine.ts';
import { layout } from '../../layout/layout.ts';
import { noisyBefore } from '../../layout/noisy-before.ts';
import { concat } from '../../spec/differences/bytes.ts';
import { andThen } from '../../spec/maybe-promise.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { cloneMemory } from '../../vmstate/host/memory.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { compareLoads } from './compare-load.ts';
import { compareSaves } from './compare-save.ts';
import type { Tell } from './difference.ts';

/** Two engines, and whether both support `measure`. */
export interface EnginePair {
  readonly a: Engine;
  readonly b: Engine;
  readonly measure: boolean;
}

/** What else a case says of the two. */
export interface CaseComparison {
  readonly description: VMStateDescription;
  /** Answers that are alike and yet no answers: `both crashed on save`. */
  readonly unanswered: readonly string[];
  /** The two loads differ where C has no defined behavior; their differences are not reported. */
  readonly undefinedLoad: boolean;
}

/** Room for what the load allocates. */
const SLACK = 512;

/** Bytes behind the state that are none of the load's business, the first QEMU's end mark. */
const trailer = Uint8Array.of(0x00, 0x30, 0x05, 0x31);

/** Sends both engines a save of one case and a load of the bytes that the first saved, without waiting for the other. */
export function compareCase(of: Case, { a, b, measure }: EnginePair, tell: Tell): MaybePromise<CaseComparison> {
  const laid = layout(of);
  const { description } = laid.plan;
  const { model } = of;
  const save = (engine: Engine): MaybePromise<SaveOutcome> =>
    // Each has a memory of its own: what one of them does to it is not the other's fault.
    engine.save({ description, memory: cloneMemory(laid.source), measure, returnMemory: false, model });
  return both(save(a), save(b), (savedByA, savedByB) => {
    compareSaves({ of, measure }, savedByA, savedByB, tell);
    const unanswered = unansweredBy('save', savedByA, savedByB);
    if (savedByA.status !== 'ok') return { description, unanswered, undefinedLoad: false };
    const wire = concat([savedByA.wire, trailer]);
    const before: Model = {
      shape: model.shape,
      values: seesValues(a) || seesValues(b) ? noisyBefore(model.shape, laid.before, of.seed) : laid.before,
    };
    const load = (engine: Engine): MaybePromise<LoadOutcome> =>
      engine.load({
        description,
        memory: cloneMemory(laid.destination, SLACK),
        wire,
        versionId: description.version_id,
        resave: false,
        model: before,
      });
    return both(load(a), load(b), (loadedByA, loadedByB) => {
      const defined = compareLoads({ of, layout: laid, wire }, loadedByA, loadedByB, tell);
      return {
        description,
        unanswered: [...unanswered, ...unansweredBy('load', loadedByA, loadedByB)],
        undefinedLoad: !defined,
      };
    });
  });
}

function seesValues({ hello }: Engine): boolean {
  return hello.view === 'values';
}

function both<T, U>(a: MaybePromise<T>, b: MaybePromise<T>, next: (a: T, b: T) => MaybePromise<U>): MaybePromise<U> {
  return andThen(a, (one) => andThen(b, (other) => next(one, other)));
}

function unansweredBy(
  operation: 'save' | 'load',
  { status }: SaveOutcome | LoadOutcome,
  other: SaveOutcome | LoadOutcome,
): string[] {
  if (status !== other.status || status === 'ok' || status === 'rejected') return [];
  const words = {
    unsupported: 'do not support the',
    error: 'reported an error in the',
    crashed: 'crashed in the',
    hung: 'hung in the',
    'protocol-error': 'broke the protocol in the',
  };
  return [`both ${words[status]} ${operation}`];
}
