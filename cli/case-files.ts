import { readFile } from 'node:fs/promises';
import { formatCase, parseCase } from '../vmstate/case/case-file.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { usageProblem, type Problem } from './problem.ts';
import { reason, writeWhole } from './write-whole.ts';

/** Reads the case of `--case`. A case knows its dialect; asking for another is a contradiction. */
export async function readCase(path: string, dialect: Dialect | undefined): Promise<Case | Problem> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return usageProblem(`--case: ${path} cannot be read (${reason(error)})`);
  }
  const parsed = parseCase(text);
  if ('problem' in parsed) return usageProblem(`--case: ${path} is no case file: ${parsed.problem}`);
  if (dialect !== undefined && dialect !== parsed.dialect) {
    return usageProblem(`--dialect: ${path} is a case of ${parsed.dialect}, not of ${dialect}; leave --dialect out`);
  }
  return parsed;
}

/** Writes the case of `--save-case`, or says why not. */
export async function saveCase(path: string, of: Case): Promise<Problem | null> {
  const why = await writeWhole(path, formatCase(of));
  return why === null ? null : usageProblem(`--save-case: ${path} cannot be written (${why})`);
}
