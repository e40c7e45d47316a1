import type { Case } from '../vmstate/case/case.ts';
import { BugDictionary } from './causes/look-alikes.ts';
import { judgeCases, type JudgeSettings } from './judge-cases.ts';
import { failureOf } from './failure.ts';
import { lawsFor } from './features.ts';
import type { GivenResult } from './result.ts';
import type { LoopOptions } from './run-loop.ts';
import { decides, failingLaws } from './law-result.ts';
import { newState } from './state.ts';
import { summarize } from './summarize.ts';

/** A case, and where it came from. */
export interface GivenCase {
  readonly case: Case;
  /** The path of its file, or another name, for reports. */
  readonly from: string;
}

/** Who is judged, and what ends the wait for an answer. */
export type RunOneOptions = JudgeSettings & Pick<LoopOptions, 'signal'>;

/** Judges one given case, which is neither generated nor shrunk. */
export async function runOne({ case: of, from }: GivenCase, options: RunOneOptions): Promise<GivenResult> {
  const { engine, known, started = performance.now() } = options;
  const { judged: laws, leftOut } = lawsFor(engine.hello, options.laws);
  const state = newState(laws, known);
  // Every law is due in run 0.
  await judgeCases({ first: 0, count: 1, at: () => of }, { engine, laws }, state, { signal: options.signal });
  const { view } = engine.hello;
  const level = options.level ?? 'quirk';
  const broken = failingLaws(state.tallies, level).map(({ groups: [{ first }] }) => first.violation);
  const dictionary = new BugDictionary(of.dialect, view);
  const nonconform = broken.filter(({ verdict }) => verdict === 'nonconform');
  const summary = await summarize(
    state,
    { ...options, dialect: of.dialect, runs: 1, lawsLeftOut: leftOut, ofDevices: false },
    {
      caseOf: () => of,
      shrink: ({ violation }) =>
        Promise.resolve({ smallest: of, violation, shrinks: 0, repeats: null, outOfTime: false }),
      judge: (_, asked) => Promise.resolve(nonconform.filter(({ law }) => asked.some(({ id }) => id === law))),
      lookAlikes: (shown, among) =>
        dictionary.lookAlikes({ ...shown, counts: (found) => decides(found, level) }, among),
      // Of one case nothing more is known.
      possible: (bugs) => Promise.resolve(bugs),
      // One case does not show whether the engine has a quirk elsewhere.
      explained: () => Promise.resolve(null),
      tell: (law, run, shrunk) => failureOf({ law, view, run, original: of }, shrunk),
    },
  );
  return {
    kind: 'given',
    from,
    ...summary,
    leftOut: [],
    unmade: [],
    missing: [],
    incidents: engine.incidents ?? [],
    milliseconds: performance.now() - started,
  };
}
