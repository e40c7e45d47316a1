import fc from 'fast-check';
import { arbitraryFor, caseOfRun } from '../campaign/case-of-run.ts';
import { runCampaign } from '../campaign/run.ts';
import { findEngine } from '../qemu/manifest.ts';
import { startProcessEngine } from '../engine/process/start.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { layout, layoutSource } from '../layout/layout.ts';
import { fieldsOf } from '../generators/shrink/shrink-case.ts';
import { allLaws } from '../spec/laws/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { table } from '../report/terminal/table.ts';
import { baselineArbitrary, baselineSize } from './baseline.ts';
import { distributionOf, realDevices } from './distribution.ts';
import { median, sample, type Bench, type Sample } from './sample.ts';

const dialect: Dialect = 'qemu-11.1';
const ROUNDS = 7;
const CASES = 4000;
/** Until V8 has compiled what a campaign of 100,000 cases spends its time in. */
const WARM_UP = 10_000;

/** Plain fast-check: what the ratios are measured against. */
function baseline(average: number): Bench {
  const arbitrary = baselineArbitrary(average);
  let seed = 0;
  return {
    name: 'baseline: fast-check letrec/record/oneof',
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
  const arbitrary = arbitraryFor(createReferenceEngine({ dialect }).hello, dialect);
  let seed = 0;
  return {
    name: 'generation: model, layout, destination',
    run(n) {
      let fields = 0;
      seed++;
      for (let run = 0; run < n; run++) {
        const of = caseOfRun(arbitrary, seed, run);
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

async function realEngines(): Promise<{ readonly benches: Bench[]; readonly close: () => Promise<void> }> {
  const benches: Bench[] = [];
  const engines: Engine[] = [];
  for (const name of ['qemu-10.2', 'qemu-11.1']) {
    const manifest = await findEngine(name);
    if (manifest === undefined) {
      console.log(`${name} is not built: vmstate-conformance qemu build ${name.slice(5)}`);
      continue;
    }
    const [command = '', ...args] = manifest.command;
    const engine = await startProcessEngine({ command, args });
    if (engine.status === 'unusable') {
      console.log(`${name}: ${engine.message}`);
      continue;
    }
    engines.push(engine);
    benches.push(check(`full check: ${name} over the pipe`, engine));
  }
  return {
    benches,
    close: async () => {
      for (const engine of engines) await engine.close();
    },
  };
}

/** The baseline's size is set so that its trees have as many fields as our cases. */
async function fieldsPerCase(): Promise<number> {
  return (await sample(generation(), 3000)).fieldsPerCase;
}

/** What generated descriptions look like beside those of real devices. */
function distributionTable(): string {
  const arbitrary = arbitraryFor(createReferenceEngine({ dialect }).hello, dialect);
  const generated = distributionOf(
    Array.from({ length: CASES }, (_, run) => layoutSource(caseOfRun(arbitrary, 1, run)).plan.description),
  );
  const rows = realDevices.map(([what, found]) => [what, found, generated.get(what) ?? '']);
  return table({ head: ['descriptions', 'of real devices', 'generated'], rows });
}

const real = await realEngines();
const yardstick = baseline(await fieldsPerCase());
const benches = [
  generation(),
  check('full check: reference engine', createReferenceEngine({ dialect })),
  ...real.benches,
];
const rounds = new Map<Bench, Sample[]>();
const ratios = new Map<Bench, number[]>();
for (const bench of [yardstick, ...benches]) {
  await sample(bench, WARM_UP);
  rounds.set(bench, []);
  ratios.set(bench, []);
}
// In turn, so that a busy moment of the machine falls on all of them.
for (let round = 0; round < ROUNDS; round++) {
  const base = await sample(yardstick, CASES);
  rounds.get(yardstick)?.push(base);
  for (const bench of benches) {
    const timed = await sample(bench, CASES);
    rounds.get(bench)?.push(timed);
    // Per field: both sides have about, but not just, the same fields a case.
    const work = timed.fieldsPerCase / base.fieldsPerCase;
    ratios.get(bench)?.push((timed.casesPerSecond / base.casesPerSecond) * work);
  }
}
for (const [bench, samples] of rounds) {
  const speed = median(samples.map((one) => one.casesPerSecond)).toFixed(0);
  const fields = median(samples.map((one) => one.fieldsPerCase)).toFixed(1);
  const ratio = bench === yardstick ? '1.00' : median(ratios.get(bench) ?? []).toFixed(2);
  console.log(`${ratio.padStart(6)} × B  ${speed.padStart(8)} cases/s  ${fields} fields a case  ${bench.name}`);
}
await real.close();
console.log(`\n${distributionTable()}`);
