import type { Law } from '../spec/law.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { auditKnown } from './known-failing/audit.ts';
import type { JudgeSettings } from './judge-cases.ts';
import { withExchanges } from './causes/exchanges.ts';
import { findCauses } from './causes/find-causes.ts';
import { setQuirksApart } from './causes/set-quirks-apart.ts';
import type { Investigator } from './causes/investigator.ts';
import { failingLaws, lawResultOf } from './law-result.ts';
import type { ResultBase } from './result.ts';
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
  /** Real descriptions have what they have: a known failure that none of them shows is none that is fixed. */
  readonly ofDevices: boolean;
  /** Ends what is asked again. */
  readonly signal?: AbortSignal | undefined;
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
  | 'findings'
  | 'knownFailing'
  | 'statistics'
  | 'lawsLeftOut'
  | 'promises'
  | 'unjudged'
  | 'stopped'
  | 'shortfalls'
>;

/** Sorts what was counted, and has the causes of the failures found. */
export async function summarize(
  { tallies, matcher, statistics, promises, unjudged, stopped }: CampaignState,
  {
    engine,
    dialect,
    runs,
    level = 'quirk',
    known,
    require,
    exchanges = false,
    lawsLeftOut: unseen,
    ofDevices,
    signal,
  }: Summarized,
  ask: Investigator,
): Promise<Summary> {
  // What ended the run decides: cases that were not judged could have another cause.
  if (stopped === null) await setQuirksApart(tallies, level, ask);
  const { findings: found, failures } = await findCauses(failingLaws(tallies, level), ask);
  const findings = exchanges
    ? await withExchanges(
        found,
        engine,
        tallies.map(({ law }) => law),
        signal,
      )
    : found;
  const results = tallies.map((tally) => lawResultOf(tally, level, failures.get(tally.law.id) ?? null));
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
    findings,
    knownFailing:
      known === undefined
        ? null
        : auditKnown({ list: known, matcher, results, dialect, complete: complete && !ofDevices, cases, lawsLeftOut }),
    statistics,
    lawsLeftOut,
    promises: promisesOf(promises),
    unjudged,
    stopped,
    shortfalls: shortfallsOf(extent, require),
  };
}
