import { commonGround } from '../../campaign/compare/common-ground.ts';
import { runCompare } from '../../campaign/compare/run.ts';
import { caseToken } from '../../campaign/corpus/token.ts';
import { lawsFor } from '../../campaign/features.ts';
import { brokenLaws } from '../../campaign/fuzz/broken-laws.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { allLaws } from '../../spec/laws/index.ts';
import { chooseEngine, type ChosenEngine, type EngineFlags } from '../engine-choice.ts';
import type { Io } from '../io.ts';
import { isProblem, type CommandProblem } from '../outcome.ts';

interface NamedFlags {
  readonly name: string;
  readonly flags: EngineFlags;
}

/** Two engines are compared by at most so many cases. */
const MOST_RUNS = 1000;

/**
 * Compares the first engine with each of the others. What differs although both
 * obey all laws is no rule's business, and is told: the rules have a gap, or an
 * engine does what nobody specified. Returns how many differences there are.
 */
export async function unexplainedDifferences(
  [first, ...others]: readonly NamedFlags[],
  { seed, runs = MOST_RUNS }: { readonly seed: number; readonly runs: number | undefined },
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
      const common = commonGround(a.engine.hello, b.engine.hello);
      // Judged by different releases they are meant to differ.
      if (common === null || a.dialect !== b.dialect) continue;
      const result = await runCompare({
        a: { name: first.name, engine: a.engine },
        b: { name: other.name, engine: b.engine },
        common,
        dialect: a.dialect,
        seed,
        runs: Math.min(runs, MOST_RUNS),
        signal: io.signal,
      });
      for (const { aspect, divergence } of result.aspects) {
        if (divergence === null || !(await bothConform(divergence.smallest, [a, b]))) continue;
        found++;
        io.out(
          `difference that no rule explains, between ${first.name} and ${other.name}: ${aspect}\n` +
            `  npx vmstate-conformance replay ${caseToken(divergence.smallest)}\n`,
        );
      }
    } finally {
      await Promise.all([a.engine.close(), b.engine.close()]);
    }
  }
  return found;
}

async function bothConform(of: Case, engines: readonly ChosenEngine[]): Promise<boolean> {
  for (const { engine } of engines) {
    const { judged } = lawsFor(engine.hello, allLaws);
    if ((await brokenLaws(of, { engine, laws: judged }, () => true)).length > 0) return false;
  }
  return true;
}
