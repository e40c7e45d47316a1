import { commonGround } from '../../campaign/compare/common-ground.ts';
import { runCompare, type NamedEngine } from '../../campaign/compare/run.ts';
import { caseToken } from '../../campaign/corpus/token.ts';
import { lawsFor } from '../../campaign/features.ts';
import { brokenLaws } from '../../campaign/fuzz/broken-laws.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Law } from '../../spec/law.ts';
import { lawsOfReleases } from '../../spec/laws/index.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { chooseEngine, type EngineFlags } from '../engine-choice.ts';
import type { Io } from '../io.ts';
import { isProblem, type CommandProblem } from '../outcome.ts';

interface NamedFlags {
  readonly name: string;
  readonly flags: EngineFlags;
}

/** Two engines are compared by at most so many cases. */
const MOST_RUNS = 1000;

/** Which cases engines are compared by. */
export interface ComparedRuns {
  readonly seed: number;
  readonly runs: number | undefined;
}

/**
 * Compares the first engine with each of the others. What differs although both
 * obey all laws is no rule's business, and is told: the rules have a gap, or an
 * engine does what nobody specified. Returns how many differences there are.
 */
export async function unexplainedDifferences(
  [first, ...others]: readonly NamedFlags[],
  cases: ComparedRuns,
  io: Io,
): Promise<number | CommandProblem> {
  if (first === undefined) return 0;
  let found = 0;
  for (const other of others) {
    const a = await chooseEngine(first.flags, io.env);
    if (isProblem(a)) return a;
    const b = await chooseEngine(other.flags, io.env);
    if (isProblem(b)) {
      await a.engine.close();
      return b;
    }
    try {
      // Judged by different releases they are meant to differ.
      if (a.dialect !== b.dialect) continue;
      const pair = [a, b].map(({ engine }, i) => ({ name: i === 0 ? first.name : other.name, engine }));
      found += await tellUnexplained(pair, { ...cases, dialect: a.dialect }, io);
    } finally {
      await Promise.all([a.engine.close(), b.engine.close()]);
    }
  }
  return found;
}

/** How two engines that run are compared. */
export interface ComparedPair extends ComparedRuns {
  readonly dialect: Dialect;
  /** What may explain a difference; without it all laws but the promises, which no release keeps. */
  readonly laws?: readonly Law[] | undefined;
}

/** The same of two engines that run. */
export async function tellUnexplained(
  [a, b]: readonly NamedEngine[],
  { dialect, seed, runs = MOST_RUNS, laws = lawsOfReleases }: ComparedPair,
  { out, signal }: Pick<Io, 'out' | 'signal'>,
): Promise<number> {
  const common = a === undefined || b === undefined ? null : commonGround(a.engine.hello, b.engine.hello);
  if (a === undefined || b === undefined || common === null) return 0;
  const result = await runCompare({ a, b, common, dialect, seed, runs: Math.min(runs, MOST_RUNS), signal });
  let found = 0;
  for (const { aspect, divergence } of result.aspects) {
    if (divergence === null || !(await bothConform(divergence.smallest, [a, b], laws))) continue;
    found++;
    out(
      `difference that no rule explains, between ${a.name} and ${b.name}: ${aspect}\n` +
        `  npx vmstate-conformance replay ${caseToken(divergence.smallest)}\n`,
    );
  }
  return found;
}

async function bothConform(of: Case, engines: readonly NamedEngine[], laws: readonly Law[]): Promise<boolean> {
  for (const { engine } of engines) {
    const { judged } = lawsFor(engine.hello, laws);
    if ((await brokenLaws(of, { engine, laws: judged }, () => true)).length > 0) return false;
  }
  return true;
}
