import { addPromise, type Promises } from '../promises.ts';
import { failureKey } from '../findings/failure-kind.ts';
import type { ChunkRecord, FailureRecord, IncidentRecord } from './record.ts';

/**
 * What the chunks of a campaign come to. It holds kinds of things, not cases: a
 * million cases take as much memory as a thousand.
 */
export interface CampaignTotals {
  runs: number;
  cases: number;
  /** The run behind the last one; 0: there is none. */
  end: number;
  /** Cases by law and verdict. */
  readonly laws: Map<string, Map<string, number>>;
  /** Cases that were looked at for the rules they test. */
  sampled: number;
  readonly tested: Map<string, number>;
  /** Pairs of features that met. */
  readonly pairs: Set<string>;
  /** Failing cases by kind, each with its first run. */
  readonly failures: Map<string, FailureRecord>;
  readonly promises: Promises;
  readonly incidents: IncidentRecord[];
  /** Lines of the known-failing list whose case was judged. */
  readonly seen: Set<number>;
  unjudged: number;
  /** Why the first chunk that ended early did; null: none did. */
  stopped: string | null;
}

/** The stored chunks of a campaign in the order of their runs. */
export type ChunkSource = Iterable<ChunkRecord> | AsyncIterable<ChunkRecord>;

export function emptyTotals(): CampaignTotals {
  return {
    runs: 0,
    cases: 0,
    end: 0,
    laws: new Map(),
    sampled: 0,
    tested: new Map(),
    pairs: new Set(),
    failures: new Map(),
    promises: new Map(),
    incidents: [],
    seen: new Set(),
    unjudged: 0,
    stopped: null,
  };
}

/** Adds a chunk; chunks come in the order of their runs. */
export function addToTotals(totals: CampaignTotals, chunk: ChunkRecord): void {
  const { first, runs, cases, laws, failures, rules, statistics, seen, promises, incidents, unjudged } = chunk;
  totals.runs += runs;
  totals.cases += cases;
  totals.end = first + runs;
  totals.sampled += rules.sampled;
  totals.unjudged += unjudged;
  totals.stopped ??= chunk.stopped;
  for (const [law, counts] of Object.entries(laws)) {
    const verdicts = totals.laws.get(law) ?? new Map<string, number>();
    totals.laws.set(law, verdicts);
    for (const [verdict, n = 0] of Object.entries(counts)) add(verdicts, verdict, n);
  }
  for (const [rule, n = 0] of Object.entries(rules.tested)) add(totals.tested, rule, n);
  for (const [pair, n] of Object.entries(statistics.pairs)) if (n > 0) totals.pairs.add(pair);
  for (const failure of failures) addFailure(totals.failures, failure);
  for (const promise of promises) addPromise(totals.promises, promise);
  totals.incidents.push(...incidents);
  for (const line of seen) totals.seen.add(line);
}

export async function totalsOf(chunks: ChunkSource): Promise<CampaignTotals> {
  const totals = emptyTotals();
  for await (const chunk of chunks) addToTotals(totals, chunk);
  return totals;
}

/** The kinds of failure that fail the run, in the order of their first runs. */
export function decidingFailures({ failures }: CampaignTotals): FailureRecord[] {
  return [...failures.entries()]
    .filter(([, { decides }]) => decides)
    .sort(([a, x], [b, y]) => x.run - y.run || (a < b ? -1 : 1))
    .map(([, failure]) => failure);
}

function addFailure(failures: Map<string, FailureRecord>, added: FailureRecord): void {
  const key = failureKey(added);
  const { cases = 0, run = added.run } = failures.get(key) ?? {};
  failures.set(key, { ...added, cases: cases + added.cases, run: Math.min(run, added.run) });
}

function add(counts: Map<string, number>, key: string, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}
