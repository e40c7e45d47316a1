import { evaluate } from '../campaign/evaluate.ts';
import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { faultyEngines, type FaultyEngine } from '../spec/faulty/registry.ts';
import { allLaws } from '../spec/laws/index.ts';
import type { Figure } from './figure.ts';
import { CASES } from './first-rule.ts';
import { dialectOfFault, isRight } from './kills.ts';
import { quantile } from './quantile.ts';

/** Two seeds vary more than the two ways of drawing: as many are needed to tell them apart. */
const SEEDS = [1, 2, 3];

/** Cases until a faulty engine is told by its rule, with devices as in real tables among them and without. */
export function realTableFigures(): Figure[] {
  return [true, false].flatMap((real) => {
    const name = `cases to first right rule, ${real ? 'with' : 'without'} devices as in real tables`;
    const cases = SEEDS.flatMap((seed) => faultyEngines.map((faulty) => casesToKill(faulty, seed, real)));
    return [
      { name: `${name}: median`, value: quantile(cases, 0.5), unit: 'cases' },
      { name: `${name}: 90th percentile`, value: quantile(cases, 0.9), unit: 'cases' },
      { name: `${name}: 97th percentile`, value: quantile(cases, 0.97), unit: 'cases' },
      { name: `${name}: missed in ${CASES}`, value: cases.filter((n) => n > CASES).length, unit: 'engines' },
    ];
  });
}

/** Infinity: it was missed. */
function casesToKill(faulty: FaultyEngine, seed: number, real: boolean): number {
  const dialect = dialectOfFault(faulty);
  const engine = faulty.create(dialect);
  const generator = generatorFor(engine.hello, dialect, { real });
  for (let run = 0; run < CASES; run++) {
    const told = { right: false };
    try {
      void evaluate(caseOfRun(generator, seed, run), { engine, laws: allLaws }, run, (_, outcome) => {
        told.right ||= isRight(faulty, outcome);
      });
    } catch (error) {
      // An engine in this process that breaks down is not told by a rule.
      if (!(error instanceof RangeError)) throw error;
    }
    if (told.right) return run + 1;
  }
  return Infinity;
}
