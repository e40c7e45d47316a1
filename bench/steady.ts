import fc from 'fast-check';
import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { runCampaign } from '../campaign/run.ts';
import type { Engine } from '../engine/engine.ts';
import { startProcessEngine } from '../engine/process/start.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { fieldsOf } from '../generators/shrink/shrink-case.ts';
import { layout } from '../layout/layout.ts';
import { findEngine } from '../qemu/manifest.ts';
import { allLaws } from '../spec/laws/index.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { baselineArbitrary, baselineSize } from './baseline.ts';
import type { Figure } from './figure.ts';
import { median } from './quantile.ts';
import { sample, type Bench, type Sample } from './sample.ts';

export const dialect: Dialect = 'qemu-11.1';
const ROUNDS = 5;
const CASES = 4000;
/** Until V8 has compiled what a campaign of 100,000 cases spends its time in. */
const WARM_UP = 10_000;

/** Plain fast-check: what the ratios are measured against. */
function baseline(average: number): Bench {
  const arbitrary = baselineArbitrary(average);
  let seed = 0;
  return {
    name: 'B: fast-check letrec/record/oneof',
    run(n) {
      let fields = 0;
      fc.assert(
        fc.property(arbitrary, (tree) => {
          fields += baselineSize(tree);
        }),
        { numRuns: n, seed: ++seed },
      );
      return fields;
    },
  };
}

function generation(): Bench {
  const generator = generatorFor(createReferenceEngine({ dialect }).hello, dialect);
  let seed = 0;
  return {
    name: 'generation: model, layout, destination',
    run(n) {
      let fields = 0;
      seed++;
      for (let run = 0; run < n; run++) {
        const of = caseOfRun(generator, seed, run);
        layout(of);
        fields += fieldsOf(of.model);
      }
      return fields;
    },
  };
}

function check(name: string, engine: Engine): Bench {
  let seed = 0;
  return {
    name,
    async run(n) {
      const result = await runCampaign({ engine, dialect: engine.hello.dialect, seed: ++seed, runs: n, laws: allLaws });
      return result.statistics.fields;
    },
  };
}

/** A real engine that is built, and how to end it. */
async function realEngine(name: string): Promise<Engine | null> {
  const manifest = await findEngine(name);
  if (manifest === undefined) {
    console.log(`${name} is not built: vmstate-conformance qemu build ${name.slice(5)}`);
    return null;
  }
  const [command = '', ...args] = manifest.command;
  const engine = await startProcessEngine({ command, args });
  if (engine.status === 'ready') return engine;
  console.log(`${name}: ${engine.message}`);
  return null;
}

/** B alone: seconds of CPU for one of its cases, which have as many fields as ours. */
export async function measureB(): Promise<{ readonly yardstick: Bench; readonly seconds: number }> {
  const { fields } = await sample(generation(), 3000);
  const yardstick = baseline(fields);
  await sample(yardstick, WARM_UP);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push((await sample(yardstick, CASES)).cpu);
  return { yardstick, seconds: median(rounds) };
}

/** Cases a second of CPU time when all is warm: generation alone, the reference engine, real ones over the pipe. */
export async function steady(yardstick: Bench): Promise<Figure[]> {
  const real = await realEngine(dialect);
  const benches = [
    generation(),
    check('full check: reference engine', createReferenceEngine({ dialect })),
    ...(real === null ? [] : [check(`full check: ${dialect} over the pipe`, real)]),
  ];
  const rounds = new Map([yardstick, ...benches].map((bench): [Bench, Sample[]] => [bench, []]));
  for (const bench of rounds.keys()) await sample(bench, WARM_UP);
  // In turn, so that a busy moment of the machine falls on all of them.
  for (let round = 0; round < ROUNDS; round++)
    for (const [bench, samples] of rounds) samples.push(await sample(bench, CASES));
  await real?.close();
  return [...rounds].flatMap(([bench, samples]) => speedFigures(bench, samples, rounds.get(yardstick) ?? []));
}

function speedFigures({ name }: Bench, samples: readonly Sample[], base: readonly Sample[]): Figure[] {
  // Speeds relative to B are by the field: both sides have about, but not just, as many a case.
  const ratio = (cpu: (of: Sample) => number): number =>
    median(
      samples.map((of, round) => {
        const b = base[round] ?? of;
        return b.cpu / b.fields / (cpu(of) / of.fields);
      }),
    );
  const own: Figure = {
    name,
    value: 1 / median(samples.map(({ cpu }) => cpu)),
    unit: 'cases/s',
    inB: ratio(({ cpu }) => cpu),
  };
  const engineCpu = median(samples.map((of) => of.engineCpu));
  if (engineCpu === 0) return [own];
  const engine: Figure = {
    name: `${name}: the engine's own CPU`,
    value: 1 / engineCpu,
    unit: 'cases/s',
    inB: ratio((of) => of.engineCpu),
  };
  return [own, engine];
}
