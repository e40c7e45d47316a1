import { text } from 'node:stream/consumers';
import { parseCase } from '../vmstate/case/case-file.ts';
import { caseOfRun } from '../campaign/case-of-run.ts';
import { CaseArbitrary } from '../generators/case-arbitrary.ts';
import { abis } from '../vmstate/host/abi.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { readCase } from './case-files.ts';
import { isProblem, usageProblem, type Problem } from './problem.ts';

/** Which case is meant: one in a file, or one that a run generates. */
export interface CaseFlags {
  readonly seed?: number;
  readonly run?: number;
  readonly dialect?: Dialect;
}

/** The ABI of the engines that are built here: a run generates for the ABI of its engine. */
const host = abis.slice(0, 1);

/** The case of a file, of standard input (`-`), or of a run. */
export async function shownCase(
  file: string | undefined,
  flags: CaseFlags,
  input: () => Promise<string> = () => text(process.stdin),
): Promise<Case | Problem> {
  const { seed, run, dialect } = flags;
  if (file !== undefined) {
    if (seed !== undefined || run !== undefined)
      return usageProblem('show: give a case file or --seed and --run, not both');
    return file === '-' ? caseOfInput(await input(), dialect) : renamed(await readCase(file, dialect));
  }
  if (seed === undefined || run === undefined || dialect === undefined) {
    return usageProblem("show: give a case file ('-' for standard input), or --seed, --run and --dialect");
  }
  return caseOfRun(new CaseArbitrary({ dialect, abis: host, allows: () => true }), seed, run);
}

function caseOfInput(json: string, dialect: Dialect | undefined): Case | Problem {
  const parsed = parseCase(json);
  if ('problem' in parsed) return usageProblem(`show: standard input is no case file: ${parsed.problem}`);
  if (dialect !== undefined && dialect !== parsed.dialect) {
    return usageProblem(
      `--dialect: standard input is a case of ${parsed.dialect}, not of ${dialect}; leave --dialect out`,
    );
  }
  return parsed;
}

/** The file is no option's here. */
function renamed(read: Case | Problem): Case | Problem {
  return isProblem(read) ? { ...read, message: read.message.replace(/^--case: /, 'show: ') } : read;
}
