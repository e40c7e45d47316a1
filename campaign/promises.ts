import type { Engine, LoadOutcome, MaybePromise, SaveOutcome } from '../engine/engine.ts';
import { andThen } from '../spec/maybe-promise.ts';

/** A feature that the engine lists in its hello and then answers `unsupported` to. */
export interface BrokenPromise {
  readonly feature: string;
  /** Cases in which it did so. */
  readonly cases: number;
  /** The first run among them. */
  readonly run: number;
}

/** Broken promises by feature. */
export type Promises = Map<string, BrokenPromise>;

/** The engine of one case, whose answers are watched for what they say of the promises in its hello. */
export interface Watched {
  readonly engine: Engine;
  /** Listed features that it answered `unsupported` to. */
  readonly broken: ReadonlySet<string>;
}

/** Watches the answers to the requests of one case. */
export function watchPromises(engine: Engine): Watched {
  const { hello } = engine;
  const broken = new Set<string>();
  const note = <Outcome extends SaveOutcome | LoadOutcome>(answer: MaybePromise<Outcome>): MaybePromise<Outcome> =>
    andThen(answer, (outcome) => {
      if (outcome.status === 'unsupported' && hello.features.includes(outcome.feature)) broken.add(outcome.feature);
      return outcome;
    });
  return {
    engine: {
      hello,
      save: (request) => note(engine.save(request)),
      load: (request) => note(engine.load(request)),
      close: () => engine.close(),
    },
    broken,
  };
}

/** Adds what another part of the run found; parts may come in any order. */
export function addPromise(promises: Promises, { feature, cases, run }: BrokenPromise): void {
  const before = promises.get(feature);
  promises.set(
    feature,
    before === undefined
      ? { feature, cases, run }
      : { feature, cases: before.cases + cases, run: Math.min(before.run, run) },
  );
}

/** Broken promises in the order of their first run. */
export function promisesOf(promises: Promises): BrokenPromise[] {
  return [...promises.values()].sort((a, b) => a.run - b.run || (a.feature < b.feature ? -1 : 1));
}
