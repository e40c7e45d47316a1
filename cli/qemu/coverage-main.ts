import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCampaign } from '../../campaign/run.ts';
import { startProcessEngine } from '../../engine/process/start.ts';
import { laws } from '../../spec/laws/index.ts';
import { conforms } from '../../campaign/result.ts';
import { buildQemu } from './build.ts';
import { excusesOf, notCounted } from './reach/excuses.ts';
import { gcovOf } from './reach/gcov.ts';
import { renderSummaries } from './reach/render.ts';
import { summarize, type Summary } from './reach/summary.ts';
import { BuildProblem } from './problem.ts';

/*
 * node dist/cli/qemu/coverage-main.js [RELEASE] [RUNS]
 *
 * Builds the engine of a release (11.1) for gcov, runs the conformance run on
 * it, and prints how much of QEMU's own code was reached. Exits 0 when the
 * gates hold, 1 when they do not, 2 when something is missing.
 */

/** The least that the conformance run must reach: lines and branches taken, in percent. */
const gates: Readonly<Record<string, { readonly lines: number; readonly branches: number }>> = {
  'vmstate.c': { lines: 97, branches: 90 },
  'vmstate-types.c': { lines: 95, branches: 0 },
};

const SEED = 20261122;

async function main([release = '11.1', runs = '10000']: readonly string[]): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'vmstate-coverage-'));
  try {
    return await measure(release, Number(runs), home);
  } catch (error) {
    if (!(error instanceof BuildProblem)) throw error;
    process.stderr.write(`${error.hint === '' ? error.message : `${error.message}; ${error.hint}`}\n`);
    return 2;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function measure(release: string, runs: number, work: string): Promise<number> {
  const objects = join(work, 'objects');
  const name = `coverage-${release}`;
  const env = { ...process.env, CFLAGS: '-O0 --coverage -DVMSC_COVERAGE' };
  const { manifest } = await buildQemu({ release, name, env, objects, onProgress: (line) => process.stderr.write(`${line}\n`) });
  const [command = '', ...args] = manifest.command;
  const engine = await startProcessEngine({ command, args, env: process.env });
  if (engine.status === 'unusable') throw new BuildProblem(engine.message);
  const result = await runCampaign({ engine, dialect: engine.hello.dialect, seed: SEED, runs, laws });
  await engine.close();
  const summaries = await Promise.all(Object.keys(gates).map(async (file) => summarize(file, await gcovOf(objects, file), excusesOf(file), notCounted)));
  process.stdout.write(`QEMU ${manifest.version}, ${result.cases} cases, ${conforms(result) ? 'conforms' : 'does not conform'}\n\n${renderSummaries(summaries)}\n`);
  const failed = summaries.filter(isBelow);
  for (const { file } of failed) process.stdout.write(`\n${file}: below ${gates[file]?.lines} % of lines or ${gates[file]?.branches} % of branches\n`);
  return failed.length === 0 ? 0 : 1;
}

function isBelow({ file, lines, reached, branches, taken }: Summary): boolean {
  const gate = gates[file];
  return gate !== undefined && (100 * reached < gate.lines * lines || 100 * taken < gate.branches * branches);
}

process.exitCode = await main(process.argv.slice(2));
