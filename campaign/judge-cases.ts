import type { Engine, MaybePromise } from '../engine/engine.ts';
import { isViolation, type Law } from '../spec/law.ts';
import type { Level } from '../spec/rules/rules.ts';
import type { Subject } from '../spec/subject.ts';
import { andThen } from '../spec/maybe-promise.ts';
import type { Case } from '../vmstate/case/case.ts';
import { countRuleCoverage, isSampled, noteOutcome, type JudgedRules } from './coverage/rule-coverage.ts';
import { countCase } from './coverage/statistics.ts';
import { evaluate, type Judges } from './evaluate.ts';
import { noteFailure } from './findings/note-failure.ts';
import type { KnownList } from './known-failing/entry.ts';
import { runLoop, type LoopOptions, type Source } from './run-loop.ts';
import type { CampaignState } from './state.ts';
import { createLimiter, type Limits } from './limits.ts';
import { addPromise, watchPromises } from './promises.ts';
import type { Requirements } from './shortfalls.ts';
import { count } from './tally.ts';

/** Who is judged, by what, and how strictly. */
export interface JudgeSettings {
  readonly engine: Engine;
  readonly laws: readonly Law[];
  /** Violations of rules above it do not decide; `quirk`, which judges everything, unless told. */
  readonly level?: Level | undefined;
  /** Failures that are known; they are counted apart, and must still fail. */
  readonly known?: KnownList | undefined;
  /** When to end before the last case; never unless told. */
  readonly limits?: Limits | undefined;
  /** What must have been judged; nothing more than in every run unless told. */
  readonly require?: Requirements | undefined;
  /** Whether to note what is sent and answered in the smallest failing cases. */
  readonly exchanges?: boolean | undefined;
  /** When it began, by performance.now(); now unless told. */
  readonly started?: number | undefined;
}

/** How the cases are gone through. */
export type LoopSettings = LoopOptions &
  Pick<JudgeSettings, 'limits' | 'level'> & {
    /** Called when all laws have judged a case; the loop waits for it. */
    readonly onJudged?: ((of: Case, run: number) => MaybePromise<void>) | undefined;
  };

/** Has the cases of a source judged by the laws that are due in each run, and counts the outcomes. */
export async function judgeCases(
  source: Source<Case>,
  judges: Judges,
  state: CampaignState,
  { signal, onProgress, window, onJudged, limits = {}, level = 'quirk' }: LoopSettings = {},
): Promise<void> {
  const { tallies, matcher, statistics, ruleCoverage, promises, failures } = state;
  const { engine, laws } = judges;
  const limiter = createLimiter(limits, level);
  // What is answered after the end of the run is not part of it.
  let over = false;
  await runLoop(
    source,
    (of, run) => {
      const rules: JudgedRules | null = isSampled(run) ? new Set() : null;
      const watched = watchPromises(engine);
      let unjudged = false;
      const judged = evaluate(of, { engine: watched.engine, laws }, run, (law, outcome) => {
        if (over) return;
        if (outcome === null || (isViolation(outcome) && outcome.verdict === 'nonconform')) limiter.understood();
        if (isViolation(outcome) && outcome.verdict === 'unsupported') unjudged = true;
        const tally = tallies[law];
        if (tally === undefined) return;
        const fresh = count(tally, { run, of }, outcome, matcher);
        if (isViolation(outcome)) {
          if (fresh) limiter.failed(run, outcome);
          if (failures !== null) noteFailure(failures, outcome, { run, of }, matcher);
        }
        if (rules !== null) noteOutcome(ruleCoverage, rules, law, outcome);
      });
      return andThen(judged, (subject: Subject) => {
        if (over) return;
        if (unjudged) state.unjudged++;
        limiter.incidents(engine.incidents?.length ?? 0);
        for (const feature of watched.broken) addPromise(promises, { feature, cases: 1, run });
        countCase(statistics, subject.layout.plan.description, of.model);
        if (!subject.savable || subject.decoded.verdict === 'undefined') statistics.discarded++;
        if (rules !== null) countRuleCoverage(ruleCoverage, of, rules);
        return onJudged?.(of, run);
      });
    },
    { onProgress, window, signal: signal === undefined ? limiter.signal : AbortSignal.any([signal, limiter.signal]) },
  );
  over = true;
  limiter.close();
  state.stopped ??= limiter.stopped();
}
