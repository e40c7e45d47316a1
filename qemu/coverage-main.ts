import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCampaign } from '../campaign/run.ts';
import { conforms, type CampaignResult } from '../campaign/result.ts';
import { startProcessEngine } from '../engine/process/start.ts';
import { laws } from '../spec/laws/index.ts';
import { buildQemu } from './build.ts';
import { parseArguments, type Arguments } from './coverage/arguments.ts';
import { EXPLAINED, excusesOf, notCounted } from './coverage/excuses.ts';
import { faultsOf, type Gate } from './coverage/gate.ts';
import { readGcov, sourceLines } from './coverage/gcov.ts';
import { renderSummaries } from './coverage/render.ts';
import { summarize } from './coverage/summary.ts';
import { BuildProblem } from './problem.ts';
import { releaseNamed } from './releases.ts';

/*
 * node dist/qemu/coverage-main.js [RELEASE] [RUNS]
 *
 * Builds the engine of a release (11.1) for gcov, runs the cases of a fixed
 * seed (20,000 of them) on it, and prints how much of QEMU's own code was
 * reached, and for the rest, why not. Exits 0 when the gates hold, 1 when they
 * do not, 2 when something is missing. Other releases than 11.1 have no gates.
 */

/** What the cases must reach. Of vmstate-types.c, which hardly branches, only lines are asked for. */
const gates: readonly (Gate & { readonly file: string })[] = [
  { file: 'vmstate.c', lines: 97, branches: 90 },
  { file: 'vmstate-types.c', lines: 95, branches: 0 },
];

const SEED = 20261122;

async function main(words: readonly string[]): Promise<number> {
  // The engine, too, is built there: an engine that counts is of no use to anybody else.
  const work = await mkdtemp(join(tmpdir(), 'vmstate-coverage-'));
  try {
    return await measure(parseArguments(words), work);
  } catch (error) {
    if (!(error instanceof BuildProblem)) throw error;
    process.stderr.write(`${error.hint === '' ? error.message : `${error.message}; ${error.hint}`}\n`);
    return 2;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function measure({ release, runs }: Arguments, work: string): Promise<number> {
  const objects = join(work, 'objects');
  const { result, version } = await runCounted(release, runs, objects, join(work, 'engine'));
  const documents = await readGcov(objects);
  const gated = await Promise.all(
    gates.map(async (gate) => ({
      gate,
      summary: summarize(gate.file, await sourceLines(documents, gate.file), excusesOf(gate.file), notCounted),
    })),
  );
  const verdict = conforms(result) ? 'conforms' : 'does not conform';
  say(
    `QEMU ${version}, ${result.cases} cases of seed ${SEED}, ${verdict}\n\n${renderSummaries(gated.map(({ summary }) => summary))}\n`,
  );
  if (releaseNamed(release).name !== EXPLAINED) {
    say(`gates and explanations are those of ${EXPLAINED}`);
    return 0;
  }
  const faults = gated.flatMap(({ summary, gate }) => faultsOf(summary, gate));
  faults.forEach(say);
  return faults.length === 0 ? 0 : 1;
}

/** Builds the engine so that it counts, and lets it answer the cases; the counts lie beside the objects when it has ended. */
async function runCounted(
  release: string,
  runs: number,
  objects: string,
  folder: string,
): Promise<{ result: CampaignResult; version: string }> {
  const env = { ...process.env, CFLAGS: '-O0 --coverage' };
  const { manifest } = await buildQemu({
    release,
    env,
    objects,
    folder,
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
  const [command = '', ...args] = manifest.command;
  const engine = await startProcessEngine({ command, args, env: process.env });
  if (engine.status === 'unusable') throw new BuildProblem(engine.message);
  // What no release keeps is for `check` to tell; here it would only be shrunk.
  const result = await runCampaign({ engine, dialect: engine.hello.dialect, seed: SEED, runs, laws, level: 'must' });
  await engine.close();
  return { result, version: manifest.version };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main(process.argv.slice(2));
