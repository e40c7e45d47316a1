import type { Engine } from '../engine/engine.ts';
import type { Law } from '../spec/law.ts';
import type { Level } from '../spec/rules/rules.ts';
import type { Subject } from '../spec/subject.ts';
import { andThen } from '../spec/maybe-promise.ts';
import type { Case } from '../vmstate/case/case.ts';
import { countRuleCoverage, isSampled, noteOutcome, type JudgedRules } from './coverage/rule-coverage.ts';
import { countCase } from './coverage/statistics.ts';
import { evaluate, type Judges } from './evaluate.ts';
import type { KnownList } from './known-failing/entry.ts';
import { runLoop, type LoopOptions, type Source } from './run-loop.ts';
import type { CampaignState } from './state.ts';
import { count } from './tally.ts';

import type { Requirements } from './shortfalls.ts';
import { addPromise, watchPromises } from './promises.ts';

/** Who is judged, by what, and how strictly. */
export interface JudgeSettings {
  readonly engine: Engine;
  readonly laws: readonly Law[];
  /** Violations of rules above it do not decide; `quirk`, which judges everything, unless told. */
  readonly level?: Level | undefined;
  /** Failures that are known; they are counted apart, and must still fail. */
  readonly known?: KnownList | undefined;
  /** What must have been judged; nothing more than in every run unless told. */
  readonly require?: Requirements | undefined;
  /** When it began, by performance.now(); now unless told. */
  readonly started?: number | undefined;
}

/** Has the cases of a source judged by the laws that are due in each run, and counts the outcomes. */
export function judgeCases(
  source: Source<Case>,
  judges: Judges,
  state: CampaignState,
  options?: LoopOptions,
): Promise<void> {
  const { tallies, matcher, statistics, ruleCoverage, promises } = state;
  const { engine, laws } = judges;
  return runLoop(
    source,
    (of, run) => {
      const rules: JudgedRules | null = isSampled(run) ? new Set() : null;
      const watched = watchPromises(engine);
      let unjudged = false;
      const judged = evaluate(of, { engine: watched.engine, laws }, run, (law, outcome) => {
        if (outcome !== null && outcome !== 'skip' && outcome.verdict === 'unsupported') unjudged = true;
        const tally = tallies[law];
        if (tally !== undefined) count(tally, { run, of }, outcome, matcher);
        if (rules !== null) noteOutcome(ruleCoverage, rules, law, outcome);
      });
      return andThen(judged, (subject: Subject) => {
        if (unjudged) state.unjudged++;
        for (const feature of watched.broken) addPromise(promises, { feature, cases: 1, run });
        countCase(statistics, subject.layout.plan.description, of.model);
        if (!subject.savable || subject.decoded.verdict === 'undefined') statistics.discarded++;
        if (rules !== null) countRuleCoverage(ruleCoverage, of, rules);
      });
    },
    options,
  );
}
