import type { Broken } from '../../engine/engine.ts';
import { ruleCoverageOf } from '../coverage/rule-coverage.ts';
import { sortedFailures } from '../findings/failure-kind.ts';
import { isJudgedAt } from '../level.ts';
import { promisesOf } from '../promises.ts';
import type { CampaignState } from '../state.ts';
import type { Tally } from '../tally.ts';
import type { Level } from '../../spec/rules/rules.ts';
import type { ChunkRecord, FailureRecord, RunRange } from './record.ts';
import { statisticsRecord } from './statistics-record.ts';
import type { FailureCount } from '../findings/failure-kind.ts';

/** What a range of runs came to. */
export interface JudgedRange extends RunRange {
  readonly state: CampaignState;
  readonly level: Level;
  readonly incidents: readonly Broken[];
}

/** The record of a chunk. */
export function chunkRecord({ first, runs, state, level, incidents }: JudgedRange): ChunkRecord {
  const { tallies, matcher, statistics, promises, unjudged, stopped } = state;
  const failures = state.failures === null ? [] : sortedFailures(state.failures);
  const { cases: sampled, rules: tested } = ruleCoverageOf(state.ruleCoverage);
  return {
    kind: 'chunk',
    first,
    runs,
    cases: statistics.cases,
    laws: Object.fromEntries(tallies.map((tally) => [tally.law.id, countsOf(tally)])),
    failures: failures.map((failure) => failureRecord(failure, level)),
    rules: { sampled, tested },
    statistics: statisticsRecord(statistics),
    seen: matcher.seen().map(({ line }) => line),
    promises: promisesOf(promises),
    incidents: incidents.map(({ status, message }) => ({ status, message })),
    unjudged,
    stopped,
  };
}

function countsOf({ verdicts, skipped }: Tally): Record<string, number> {
  return Object.fromEntries(Object.entries({ ...verdicts, skipped }).filter(([, n]) => n > 0));
}

function failureRecord(failure: FailureCount, level: Level): FailureRecord {
  const { law, rule, verdict, field, divergence, known, cases, run } = failure;
  const decides = known.length === 0 && (verdict !== 'nonconform' || isJudgedAt(level, rule));
  return { law, rule, verdict, field, divergence, known, cases, run, decides };
}
