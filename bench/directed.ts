import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { DirectedSearch } from '../campaign/directed/search.ts';
import { evaluate } from '../campaign/evaluate.ts';
import { createLegality } from '../cli/directed/legal.ts';
import { startProcessEngine, type ProcessEngine } from '../engine/process/start.ts';
import type { Engine } from '../engine/engine.ts';
import { findEngine } from '../qemu/manifest.ts';
import { faultyEngines } from '../spec/faulty/registry.ts';
import { isViolation } from '../spec/law.ts';
import { lawsOfReleases as laws } from '../spec/laws/index.ts';
import type { Case } from '../vmstate/case/case.ts';
import { COVERAGE } from '../vmstate/host/features.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import type { Figure } from './figure.ts';

/*
 * Directed search beside plain random cases, in one run: cases until the first that fails,
 * over faulty engines that are hard to find, and edges of a real engine's code that the
 * same number of cases reaches.
 */

type Cases = (run: number) => Case;

const ENGINE = 'qemu-11.1-coverage';
const EDGE_RUNS = [200, 600, 1500];
const SEEDS = [1, 2];
/** Faults are chosen by another seed than they are measured by: bad luck of one of them is none of the other. */
const CHOOSING_SEED = 100;

/** A fault that plain cases find within so few says nothing: both begin with the same cases. */
const HARD = 60;
/** Nobody waits longer. */
const MOST = 400;

function plain(engine: Engine, dialect: Dialect, seed: number): Cases {
  const generator = generatorFor(engine.hello, dialect);
  return (run) => caseOfRun(generator, seed, run);
}

function search(engine: Engine, dialect: Dialect, seed: number): DirectedSearch {
  const { view, features } = engine.hello;
  return new DirectedSearch({
    generator: generatorFor(engine.hello, dialect),
    view,
    seed,
    kept: [],
    isLegal: createLegality(features),
  });
}

/** Cases until the first that fails, that one among them. */
async function firstBug(engine: Engine, cases: Cases): Promise<number> {
  let failed = false;
  for (let run = 0; run < MOST; run++) {
    try {
      await evaluate(cases(run), { engine, laws }, run, (_, outcome) => {
        if (isViolation(outcome) && outcome.verdict !== 'unsupported') failed = true;
      });
    } catch {
      // A faulty engine in this process may throw where a program would crash.
      failed = true;
    }
    if (failed) return run + 1;
  }
  return MOST;
}

/** Cases until the first that fails, of faulty engines that are hard to find. */
export async function firstBugFigures(): Promise<Figure[]> {
  const pairs: { readonly random: number; readonly directed: number }[] = [];
  let hard = 0;
  for (const faulty of faultyEngines) {
    const dialect = faulty.dialects.at(-1) ?? 'qemu-11.1';
    const engine = faulty.create(dialect);
    if ((await firstBug(engine, plain(engine, dialect, CHOOSING_SEED))) <= HARD) continue;
    hard++;
    for (const seed of SEEDS) {
      const random = await firstBug(engine, plain(engine, dialect, seed));
      const steered = search(engine, dialect, seed);
      const directed = await firstBug(engine, (run) => steered.caseOf(run));
      pairs.push({ random, directed });
    }
  }
  const mean = pairs.reduce((sum, { random, directed }) => sum + Math.log(random / directed), 0) / pairs.length;
  return [
    { name: `directed: faults of more than ${HARD} plain cases`, value: hard, unit: 'faults' },
    { name: 'directed: cases to the first failure, plain over directed', value: Math.exp(mean), unit: '×' },
  ];
}

/** Edges of a real engine's code that so many cases reach. */
export async function edgeFigures(): Promise<Figure[]> {
  const manifest = await findEngine(ENGINE, process.env['VMSTATE_CONFORMANCE_HOME']);
  if (manifest === undefined) {
    console.log(`directed: there is no ${ENGINE}: qemu build 11.1 --coverage`);
    return [];
  }
  const [command = '', ...args] = manifest.command;
  const start = async (): Promise<ProcessEngine> => {
    const engine = await startProcessEngine({ command, args });
    if (engine.status === 'unusable') throw new Error(engine.message);
    if (!engine.hello.features.includes(COVERAGE)) throw new Error(`${ENGINE} lists no ${COVERAGE}`);
    return engine;
  };
  const figures: Figure[] = [];
  for (const how of ['plain', 'directed'] as const) {
    const sums = EDGE_RUNS.map(() => 0);
    for (const seed of SEEDS) {
      const engine = await start();
      const { dialect } = engine.hello;
      const steered = search(engine, dialect, seed);
      const cases = how === 'plain' ? plain(engine, dialect, seed) : (run: number): Case => steered.caseOf(run);
      const known = new Set<number>();
      for (let run = 0; run < Math.max(...EDGE_RUNS); run++) {
        const of = cases(run);
        await evaluate(of, { engine, laws }, run, () => undefined);
        const answer = await engine.coverage?.();
        if (answer?.status === 'ok') {
          for (const edge of answer.edges) known.add(edge);
          if (how === 'directed') steered.reached(run, of, answer.edges);
        }
        EDGE_RUNS.forEach((runs, i) => {
          if (run + 1 === runs) sums[i] = (sums[i] ?? 0) + known.size;
        });
      }
      await engine.close();
    }
    EDGE_RUNS.forEach((runs, i) =>
      figures.push({
        name: `directed: edges of ${ENGINE} after ${runs} cases, ${how}`,
        value: (sums[i] ?? 0) / SEEDS.length,
        unit: 'edges',
      }),
    );
  }
  return figures;
}
