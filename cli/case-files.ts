import { formatCaseWith, parseCase, type CaseExchange } from '../vmstate/case/case-file.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { issuesText } from '../vmstate/issue.ts';
import { contradictionOf } from './contradiction.ts';
import { readText, writeAtomic } from './files.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';

/** Where a case comes from, for messages. */
export interface CaseSource {
  /** The option or command that names it: `--case`, `show`. */
  readonly option: string;
  /** A path, or `standard input`. */
  readonly name: string;
}

/** Reads a case file. `dialect`, if given, must be the case's own. */
export async function readCase(
  { option, name }: CaseSource,
  dialect: Dialect | undefined,
): Promise<Case | CommandProblem> {
  const text = await readText(name);
  if (typeof text !== 'string') return usageProblem(`${option}: ${name} cannot be read (${text.code})`);
  return parseCaseText({ option, name }, text, dialect);
}

/** Parses a case; see readCase. */
export function parseCaseText(
  { option, name }: CaseSource,
  text: string,
  dialect: Dialect | undefined,
): Case | CommandProblem {
  const parsed = parseCase(text);
  if (!parsed.ok) return usageProblem(`${option}: ${name} is not a case file: ${issuesText(parsed.issues, 'case')}`);
  const of = parsed.value;
  const contradiction = contradictionOf(of);
  if (contradiction !== null) return usageProblem(`${option}: ${name} cannot be used: ${contradiction}`);
  if (dialect !== undefined && dialect !== of.dialect) {
    return usageProblem(`--dialect: ${name} is a case of ${of.dialect}, not of ${dialect}; omit --dialect`);
  }
  return of;
}

/** Writes the case of `--save-case`; null on success. */
export async function saveCase(
  path: string,
  of: Case,
  exchanges: readonly CaseExchange[],
): Promise<CommandProblem | null> {
  const error = await writeAtomic(path, formatCaseWith(of, exchanges));
  return error === null ? null : usageProblem(`--save-case: ${path} cannot be written (${error.code})`);
}
