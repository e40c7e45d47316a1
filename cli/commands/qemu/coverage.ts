import type { Command } from 'commander';
import { conforms, type CampaignResult } from '../../../campaign/result.ts';
import { runCampaign } from '../../../campaign/run.ts';
import { startProcessEngine } from '../../../engine/process/start.ts';
import { EXPLAINED } from '../../../qemu/coverage/excuses.ts';
import { gateFaults } from '../../../qemu/coverage/gate.ts';
import { measureCoverage } from '../../../qemu/coverage/measure.ts';
import type { EngineManifest } from '../../../qemu/manifest.ts';
import { BuildProblem } from '../../../qemu/problem.ts';
import { releaseNamed } from '../../../qemu/releases.ts';
import { allLaws } from '../../../spec/laws/index.ts';
import { HOME } from '../../engine-choice.ts';
import type { Execute, Io } from '../../io.ts';
import { runsOption, seedOption } from '../../options.ts';
import { EXIT, type CommandProblem, type ExitCode } from '../../outcome.ts';
import { orBuildProblem } from './build-problem.ts';
import { coverageText } from './coverage-text.ts';

interface CoverageFlags {
  readonly runs: number;
  readonly seed: number;
}

/** Enough to reach what few cases reach; half a minute. */
const RUNS = 20_000;
const SEED = 20261122;

const help = `
The engine is built for gcov in a temporary folder. Releases other than ${EXPLAINED} have
no thresholds and no explanations of the code that is not reached.

Exit codes: 0 the thresholds are met, 1 they are not, 2 wrong arguments or missing tools.`;

/** Adds `qemu coverage`. */
export function addCoverage(qemu: Command, execute: Execute): void {
  qemu
    .command('coverage')
    .description("measure how much of QEMU's own code the generated cases reach")
    .argument('[release]', '7.2, 10.0, 10.2 or 11.1', EXPLAINED)
    .addOption(runsOption(RUNS))
    .addOption(seedOption('seed of the generated cases').default(SEED))
    .addHelpText('after', help)
    .action((release: string, flags: CoverageFlags) => execute((io) => coverage(release, flags, io)));
}

function coverage(release: string, flags: CoverageFlags, io: Io): Promise<ExitCode | CommandProblem> {
  return orBuildProblem(io, async () => {
    let title = '';
    const measured = await measureCoverage({
      release,
      home: io.env[HOME],
      drive: async (engine) => {
        const result = await runCases(engine, flags, io);
        const verdict = conforms(result) ? 'conforms' : 'does not conform';
        title = `QEMU ${engine.version}, ${result.cases} cases of seed ${flags.seed}, ${verdict}`;
      },
      onProgress: (line) => {
        io.err(`${line}\n`);
      },
    });
    if (io.signal.aborted) return EXIT.interrupted;
    io.out(`${title}\n\n${coverageText(measured.map(({ summary }) => summary))}\n\n`);
    if (releaseNamed(release).name !== EXPLAINED) {
      io.out(`Only ${EXPLAINED} has thresholds and explanations.\n`);
      return EXIT.conforms;
    }
    const faults = measured.flatMap(({ summary, gate }) => gateFaults(summary, gate));
    for (const fault of faults) io.out(`${fault}\n`);
    return faults.length === 0 ? EXIT.conforms : EXIT.nonconform;
  });
}

async function runCases(
  { command: [command = '', ...args] }: EngineManifest,
  { runs, seed }: CoverageFlags,
  io: Io,
): Promise<CampaignResult> {
  const engine = await startProcessEngine({ command, args, env: io.env });
  if (engine.status === 'unusable') throw new BuildProblem(engine.message);
  try {
    // Only `must`: reporting deviations is the task of `check`; here they would only be shrunk.
    const { dialect } = engine.hello;
    return await runCampaign({ engine, dialect, seed, runs, laws: allLaws, level: 'must', signal: io.signal });
  } finally {
    // gcov writes its counters when the process ends.
    await engine.close();
  }
}
