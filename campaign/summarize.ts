import type { Law } from '../spec/law.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { auditKnown } from './known-failing/audit.ts';
import type { JudgeSettings } from './judge-cases.ts';
import { lawResultOf, type First } from './law-result.ts';
import type { Failure, LawResult, ResultBase } from './result.ts';
import type { CampaignState } from './state.ts';
import { promisesOf } from './promises.ts';
import { shortfallsOf } from './shortfalls.ts';

/** What was judged. */
export interface Summarized extends JudgeSettings {
  readonly dialect: Dialect;
  /** Requested number of cases. */
  readonly runs: number;
  /** Laws about what the engine does not see. */
  readonly lawsLeftOut: readonly Law[];
}

/** What every result says, whatever the cases came from. */
export type Summary = Pick<
  ResultBase,
  | 'engine'
  | 'dialect'
  | 'runs'
  | 'cases'
  | 'level'
  | 'laws'
  | 'knownFailing'
  | 'statistics'
  | 'lawsLeftOut'
  | 'promises'
  | 'unjudged'
  | 'stopped'
  | 'shortfalls'
>;

/** Sorts what was counted, and has the first failure of each law shrunk. */
export async function summarize(
  { tallies, matcher, statistics, promises, unjudged, stopped }: CampaignState,
  { engine, dialect, runs, level = 'quirk', known, require, lawsLeftOut: unseen }: Summarized,
  shrink: (law: Law, first: First) => Promise<Failure>,
): Promise<Summary> {
  const results: LawResult[] = [];
  for (const tally of tallies) results.push(await lawResultOf(tally, level, (first) => shrink(tally.law, first)));
  const { cases } = statistics;
  const complete = cases === runs;
  const lawsLeftOut = unseen.map(({ id }) => id);
  const extent = { engine: engine.hello, cases, unjudged, laws: results, lawsLeftOut };
  return {
    engine: engine.hello,
    dialect,
    runs,
    cases,
    level,
    laws: results,
    knownFailing: known === undefined ? null : auditKnown({ list: known, matcher, results, dialect, complete, cases }),
    statistics,
    lawsLeftOut,
    promises: promisesOf(promises),
    unjudged,
    stopped,
    shortfalls: shortfallsOf(extent, require),
  };
}
