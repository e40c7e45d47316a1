import { join } from 'node:path';
import { commitOf, git } from './git.ts';
import { BuildProblem } from './problem.ts';
import { firstLine } from './run.ts';

/** What a judge makes of a commit: `skip` if there is no engine of it to judge. */
export type BisectVerdict = 'good' | 'bad' | 'skip';

export interface Bisection {
  /** A local clone. Neither its files nor its refs are changed. */
  readonly repository: string;
  readonly good: string;
  readonly bad: string;
  /** A folder for the bisection's own clone; it exists and is empty. */
  readonly work: string;
  readonly judge: (commit: string) => Promise<BisectVerdict>;
  readonly onProgress: (line: string) => void;
}

/** Only these can change what an engine does: commits that touch nothing of them are not judged. */
const paths = ['migration', 'include/migration', 'qobject', 'util/bitops.c', 'util/error.c', 'util/unicode.c'];

/**
 * Lets git bisect find the first bad commit, and returns git's own words for
 * it. Both ends are judged first. Throws a BuildProblem when the ends are not
 * what they were said to be, or git gives up.
 */
export async function bisect(of: Bisection): Promise<string> {
  const { repository, judge, onProgress } = of;
  const ends = [
    { ref: of.good, expected: 'good', commit: await commitOf(repository, of.good) },
    { ref: of.bad, expected: 'bad', commit: await commitOf(repository, of.bad) },
  ] as const;
  for (const { ref, expected, commit } of ends) {
    const judged = await judge(commit);
    onProgress(`${ref}: ${judged}`);
    if (judged !== expected) throw new BuildProblem(`${ref} was given as ${expected}, but is ${wordFor(judged)}`);
  }
  const clone = join(of.work, 'clone');
  await step(['clone', '--quiet', '--shared', '--no-checkout', repository, clone]);
  const [good, bad] = ends;
  let said = await step(['-C', clone, 'bisect', 'start', '--no-checkout', bad.commit, good.commit, '--', ...paths]);
  for (;;) {
    const found = /^([0-9a-f]{40}) is the first bad commit[\s\S]*/m.exec(said)?.[0];
    if (found !== undefined) return found.trim();
    const commit = await commitOf(clone, 'BISECT_HEAD');
    const judged = await judge(commit);
    onProgress(`${commit.slice(0, 10)}: ${judged}`);
    said = await step(['-C', clone, 'bisect', judged]);
  }
}

function wordFor(judged: BisectVerdict): string {
  return judged === 'skip' ? 'nothing that can be built' : judged;
}

/** What git says. A bisection that cannot end exits with another code than 0, too. */
async function step(args: readonly string[]): Promise<string> {
  const ran = await git(args);
  if (ran.code !== 0) {
    // Only skipped commits are left: git lists them behind a line of its own.
    const why = ran.stdout.includes("only 'skip'ped commits left") ? ran.stdout : ran.stderr;
    throw new BuildProblem(`git bisect gives up: ${firstLine(why)}`);
  }
  return ran.stdout;
}
