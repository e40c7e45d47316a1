import type { Broken } from '../engine/engine.ts';
import { addStatistics, type GenerationStatistics } from './coverage/statistics.ts';
import { addRuleCoverage, type RuleCoverageTally } from './coverage/rule-coverage.ts';
import type { KnownList } from './known-failing/entry.ts';
import type { CampaignState } from './state.ts';
import { addGroup, addVerdicts, type Group, type Tally } from './tally.ts';
import { addPromise, promisesOf, type BrokenPromise } from './promises.ts';

/** What a range of runs came to: plain data, which another thread can send. */
export interface Shard {
  /** In the order of the laws. */
  readonly laws: readonly LawShard[];
  readonly statistics: GenerationStatistics;
  readonly ruleCoverage: Pick<RuleCoverageTally, 'cases' | 'counts'>;
  /** Lines of the known-failing list whose case was judged. */
  readonly seen: readonly number[];
  readonly incidents: readonly Broken[];
  readonly promises: readonly BrokenPromise[];
  /** Cases in which a law could not be judged. */
  readonly unjudged: number;
  /** Why the runs ended before the last one. */
  readonly stopped: string | null;
}

interface LawShard extends Pick<Tally, 'verdicts' | 'skipped' | 'tooLarge'> {
  readonly groups: readonly GroupShard[];
}

interface GroupShard extends Omit<Group, 'known'> {
  readonly lines: readonly number[];
}

export function shardOf(
  { tallies, matcher, statistics, ruleCoverage: { cases, counts }, promises, unjudged, stopped }: CampaignState,
  incidents: readonly Broken[],
): Shard {
  const laws = tallies.map(({ verdicts, skipped, tooLarge, groups }): LawShard => ({
    verdicts,
    skipped,
    tooLarge,
    groups: [...groups.values()].map(({ known, ...group }) => ({ ...group, lines: known.map(({ line }) => line) })),
  }));
  return {
    laws,
    statistics,
    ruleCoverage: { cases, counts },
    seen: matcher.seen().map(({ line }) => line),
    incidents,
    promises: promisesOf(promises),
    unjudged,
    stopped,
  };
}

/** Adds a shard of the same laws and the same list; shards may come in any order. */
export function addShard(state: CampaignState, shard: Shard, known: KnownList | undefined): void {
  const entriesOf = (lines: readonly number[]): KnownList['entries'] =>
    (known?.entries ?? []).filter(({ line }) => lines.includes(line));
  for (const [i, tally] of state.tallies.entries()) {
    const part = shard.laws[i];
    if (part === undefined) continue;
    addVerdicts(tally, part);
    for (const { lines, ...group } of part.groups) addGroup(tally.groups, { ...group, known: entriesOf(lines) });
  }
  addStatistics(state.statistics, shard.statistics);
  for (const promise of shard.promises) addPromise(state.promises, promise);
  state.unjudged += shard.unjudged;
  state.stopped ??= shard.stopped;
  addRuleCoverage(state.ruleCoverage, shard.ruleCoverage);
  state.matcher.remember(entriesOf(shard.seen));
}
