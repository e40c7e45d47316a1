import type { MaybePromise } from '../engine/engine.ts';
import { untilAborted } from './until-aborted.ts';

/** A range of numbered items to judge: generated cases, one given case, vectors. */
export interface Source<Item> {
  /** The number of the first item. */
  readonly first: number;
  readonly count: number;
  at(run: number): Item;
}

/** Judges one item and records the outcome itself: outcomes come in any order. */
export type Judge<Item> = (item: Item, run: number) => MaybePromise<void>;

export interface LoopOptions {
  /** When aborted, the loop ends early; what is in flight is still judged, if it is answered soon. */
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the number of items done. */
  readonly onProgress?: ((done: number) => void) | undefined;
  /** Items in flight at once; as many as keep both sides busy unless told. */
  readonly window?: number | undefined;
}

/**
 * Items in flight at once with an engine that answers later: enough to keep
 * both sides busy. What is in flight outlives the collection of short-lived
 * garbage, which costs in proportion to it.
 */
const WINDOW = 24;

/** An in-process engine never waits: after so many items the loop lets signals and timers through. */
const BREATHE = 512;
const REPORT = 256;

/** Has every item of a source judged, several at once where the engine answers later. */
export async function runLoop<Item>(
  source: Source<Item>,
  judge: Judge<Item>,
  { signal, onProgress, window = WINDOW }: LoopOptions = {},
): Promise<void> {
  const { first, count } = source;
  const inFlight: Promise<void>[] = [];
  for (let run = first; run < first + count && signal?.aborted !== true; run++) {
    const judged = judge(source.at(run), run);
    if (judged instanceof Promise) {
      inFlight.push(judged);
      if (inFlight.length >= window) await untilAborted(inFlight.shift() ?? Promise.resolve(), signal, undefined);
    } else if (run % BREATHE === BREATHE - 1) await new Promise(setImmediate);
    if (run % REPORT === REPORT - 1) onProgress?.(run + 1 - first);
  }
  await untilAborted<unknown>(Promise.all(inFlight), signal, undefined);
}
