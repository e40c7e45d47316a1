import type { Command } from 'commander';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KnownList } from '../../../campaign/known-failing/entry.ts';
import { firstViolation } from '../../../campaign/first-violation.ts';
import { startProcessEngine } from '../../../engine/process/start.ts';
import type { MutantOutcome } from '../../../qemu/mutation/outcome.ts';
import { runMutants, sampleOf } from '../../../qemu/mutation/run-mutants.ts';
import { survivorFaults, parseSurvivors, type Survivor } from '../../../qemu/mutation/survivors.ts';
import { sourcesOfRelease, subjectsOf } from '../../../qemu/mutation/workshop.ts';
import { releaseNamed } from '../../../qemu/releases.ts';
import { allLaws } from '../../../spec/laws/index.ts';
import { HOME } from '../../engine-choice.ts';
import { readText } from '../../files.ts';
import { globMatcher } from '../../glob.ts';
import type { Execute, Io } from '../../io.ts';
import { readKnownFailing } from '../../known-failing-file.ts';
import { collect, runsOption, seconds, seedOption, wholeNumber } from '../../options.ts';
import { EXIT, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../../outcome.ts';
import { shippedList } from '../../shipped-list.ts';
import { orBuildProblem } from './build-problem.ts';
import { mutationText } from './mutation-text.ts';

interface MutateFlags {
  readonly runs: number;
  readonly seed: number;
  readonly time: number;
  readonly jobs: number;
  readonly sample?: number;
  readonly only: readonly string[];
  readonly survivors?: string;
  readonly verbose: boolean;
}

const help = `
Each mutant is a change of one place of vmstate.c or vmstate-types.c of the
release, in a copy of its sources: a condition negated, an operator or a constant
replaced, a statement left out. It is compiled into an engine and checked at
level quirk until a case fails. Mutants of which the compiler makes the same code
are left out.

--survivors takes a list of 'id | reason' lines: mutants that no case can show.
A survivor that is not in the list, a mutant whose --time was over before its last
case, or a line of which a mutant was killed, fails.

Exit codes: 0 every mutant was killed or is listed, 1 not, 2 wrong arguments or
missing tools.`;

/** Adds `qemu mutate`. */
export function addMutate(qemu: Command, execute: Execute): void {
  qemu
    .command('mutate')
    .description("change QEMU's own code place by place and see whether the suite notices")
    .argument('[release]', '7.2, 10.0, 10.2 or 11.1', '11.1')
    .addOption(runsOption(8000))
    .addOption(seedOption('seed of the generated cases').default(1))
    .option('--time <seconds>', 'time limit for each mutant', seconds, 20)
    .option('--jobs <n>', 'mutants at once', wholeNumber(1, 64), 2)
    .option('--sample <n>', 'number of mutants, spread over the files', wholeNumber(1, 100_000))
    .option('--only <glob>', "only mutants whose id matches, as 'vmstate.c:vmstate_size:*' (repeatable)", collect, [])
    .option('--survivors <file>', 'list of mutants that no case can detect')
    .option('--verbose', 'one line for each mutant', false)
    .addHelpText('after', help)
    .action((release: string, flags: MutateFlags) => execute((io) => mutate(release, flags, io)));
}

async function mutate(release: string, flags: MutateFlags, io: Io): Promise<ExitCode | CommandProblem> {
  const listed = await readSurvivors(flags.survivors);
  if (isProblem(listed)) return listed;
  const shipped = shippedList();
  if (shipped === null) return usageProblem('spec/known-failing.txt is missing from this package');
  const known = await readKnownFailing(shipped, false);
  if (isProblem(known)) return known;
  const work = await mkdtemp(join(tmpdir(), 'vmstate-mutants-'));
  try {
    return await orBuildProblem(io, async () => {
      const tree = await sourcesOfRelease(release, io.env[HOME], (line) => {
        io.err(`${line}\n`);
      });
      const subjects = await subjectsOf(tree);
      const all = subjects.flatMap((subject) => subject.mutants.map((mutant) => ({ subject, mutant })));
      const wanted = (flags.only.length === 0 ? ['*'] : flags.only).map(globMatcher);
      const matching = all.filter(({ mutant }) => wanted.some((matches) => matches(mutant.id)));
      if (matching.length === 0)
        return usageProblem(`--only: no mutant of QEMU ${release} matches ${flags.only.join(' or ')}`);
      const tasks = sampleOf(matching, flags.sample ?? matching.length, flags.seed);
      const judged = await runMutants(tasks, {
        release,
        tree,
        work,
        jobs: flags.jobs,
        judge: createJudge(release, flags, known, io),
        signal: io.signal,
        onJudged: ({ mutant, change, outcome }, done) => {
          if (flags.verbose || outcome.status === 'survived' || outcome.status === 'out of time')
            io.err(`${mutant.id} (line ${mutant.line}: ${change}): ${outcomeText(outcome)}\n`);
          io.progress?.(`${done} of ${tasks.length} mutants`);
        },
      });
      io.progress?.(null);
      io.out(mutationText(`QEMU ${release}, ${judged.length} mutants`, judged));
      const faults = survivorFaults(
        judged,
        all.map(({ mutant }) => mutant),
        listed.survivors,
      );
      for (const fault of faults) io.out(`${fault}\n`);
      return faults.length === 0 ? EXIT.conforms : EXIT.nonconform;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function outcomeText(outcome: MutantOutcome): string {
  switch (outcome.status) {
    case 'killed':
      return `killed by ${outcome.law} (${outcome.rule}, ${outcome.verdict}) at case ${outcome.cases}`;
    case 'survived':
      return `survived ${outcome.cases} cases`;
    case 'out of time':
      return `out of time after ${outcome.cases} cases`;
    case 'same code':
    case 'does not compile':
      return outcome.status;
  }
}

async function readSurvivors(
  path: string | undefined,
): Promise<{ readonly kind: 'list'; readonly survivors: readonly Survivor[] } | CommandProblem> {
  if (path === undefined) return { kind: 'list', survivors: [] };
  const text = await readText(path);
  if (typeof text !== 'string') return usageProblem(`--survivors: ${path} cannot be read (${text.code})`);
  const survivors = parseSurvivors(text, path);
  return 'problem' in survivors ? usageProblem(`--survivors: ${survivors.problem}`) : { kind: 'list', survivors };
}

/** Short: a mutant that hangs is killed by it. */
const TIMEOUT_MS = 5000;

function createJudge(
  release: string,
  { runs, seed, time }: MutateFlags,
  known: KnownList,
  io: Io,
): (program: string) => Promise<MutantOutcome> {
  const { dialect } = releaseNamed(release);
  return async (program) => {
    const engine = await startProcessEngine({ command: program, args: [], env: io.env, timeoutMs: TIMEOUT_MS });
    if (engine.status === 'unusable')
      return { status: 'killed', law: 'hello', rule: '-', verdict: 'unusable', cases: 0 };
    try {
      const limits = { time: 1000 * time };
      const { first, cases } = await firstViolation({
        engine,
        dialect,
        seed,
        runs,
        known,
        limits,
        laws: allLaws,
        signal: io.signal,
      });
      if (first === null) return { status: cases < runs ? 'out of time' : 'survived', cases };
      const { law, rule, verdict } = first.violation;
      return { status: 'killed', law, rule, verdict, cases: first.run + 1 };
    } finally {
      await engine.close();
    }
  };
}
