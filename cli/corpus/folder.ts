import { mkdir, readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { formatCorpusFile, readCorpusFile, type CorpusFile } from '../../campaign/corpus/corpus-file.ts';
import { parseCase } from '../../vmstate/case/case-file.ts';
import { caseId } from '../../vmstate/case/case-id.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { issuesText } from '../../vmstate/issue.ts';
import { contradictionOf } from '../contradiction.ts';
import { errorCode, readText, writeAtomic } from '../files.ts';
import { usageProblem, type CommandProblem } from '../outcome.ts';

/*
 * A corpus: `findings/` and `interesting/` hold a file for each case, named by
 * its id; `fixed/` holds findings that no longer fail, which are replayed too.
 * No file is ever deleted.
 */
const FINDINGS = 'findings';
const INTERESTING = 'interesting';
const FIXED = 'fixed';

/** A case that was kept. */
export interface KeptCase {
  readonly kind: 'kept';
  readonly path: string;
  readonly of: Case;
  /** Null: a plain case file. */
  readonly file: CorpusFile | null;
  /** Whether it lies where the findings are that no longer fail. */
  readonly isFixed: boolean;
}

/** A file that cannot be used, and why, in one line. */
export interface DamagedFile {
  readonly kind: 'damaged';
  readonly path: string;
  readonly why: string;
}

/** The cases of a corpus: what was fixed, findings, then what is interesting; each in the order of the names. */
export async function readCorpus(folder: string): Promise<(KeptCase | DamagedFile)[]> {
  const findings = await filesIn(folder, FINDINGS);
  // A case that an earlier version has left in both is a finding.
  const fixed = (await filesIn(folder, FIXED)).filter((name) => !findings.includes(name));
  const found: (KeptCase | DamagedFile)[] = [];
  for (const name of fixed) found.push(markFixed(await readKept(join(folder, FIXED, name))));
  for (const name of findings) found.push(await readKept(join(folder, FINDINGS, name)));
  for (const name of await filesIn(folder, INTERESTING)) found.push(await readKept(join(folder, INTERESTING, name)));
  return found;
}

async function filesIn(folder: string, part: string): Promise<string[]> {
  const names = await readdir(join(folder, part)).catch((): string[] => []);
  return names.filter((each) => each.endsWith('.json')).sort();
}

function markFixed(read: KeptCase | DamagedFile): KeptCase | DamagedFile {
  return read.kind === 'kept' ? { ...read, isFixed: true } : read;
}

/** Reads a file of a corpus, or a plain case file. */
export async function readKept(path: string): Promise<KeptCase | DamagedFile> {
  const text = await readText(path);
  if (typeof text !== 'string') return { kind: 'damaged', path, why: `cannot be read (${text.code})` };
  return parseKept(path, text);
}

export function parseKept(path: string, text: string): KeptCase | DamagedFile {
  const plain = parseCase(text);
  if (plain.ok) return usable(path, plain.value, null);
  const read = readCorpusFile(text);
  if (!read.ok) {
    const issues = text.includes('vmstate-conformance/corpus/') ? read.issues : plain.issues;
    return { kind: 'damaged', path, why: `is not a case: ${issuesText(issues, 'file')}` };
  }
  const of = parseCase(JSON.stringify(read.value.case));
  return of.ok
    ? usable(path, of.value, read.value)
    : { kind: 'damaged', path, why: `is not a case: ${issuesText(of.issues, 'case')}` };
}

function usable(path: string, of: Case, file: CorpusFile | null): KeptCase | DamagedFile {
  const contradiction = contradictionOf(of);
  return contradiction === null
    ? { kind: 'kept', path, of, file, isFixed: false }
    : { kind: 'damaged', path, why: `cannot be used: ${contradiction}` };
}

/** The file of the finding whose smallest case has this id. */
export function findingPath(folder: string, id: string): string {
  return join(folder, FINDINGS, `${id}.json`);
}

/** Keeps a case; null on success. */
export async function keep(folder: string, file: CorpusFile, of: Case): Promise<CommandProblem | null> {
  const part = join(folder, file.kind === 'finding' ? FINDINGS : INTERESTING);
  try {
    await mkdir(part, { recursive: true });
  } catch (error) {
    return usageProblem(`--corpus: ${part} cannot be made (${errorCode(error)})`);
  }
  const path = join(part, `${caseId(of)}.json`);
  const failed = await writeAtomic(path, formatCorpusFile(file));
  return failed === null ? null : usageProblem(`--corpus: ${path} cannot be written (${failed.code})`);
}

/** Moves a finding that no longer fails; null on success. */
export function moveToFixed(folder: string, path: string): Promise<CommandProblem | null> {
  return moveInto(folder, FIXED, path);
}

/** Moves a finding that fails again; null on success. */
export function moveToFindings(folder: string, path: string): Promise<CommandProblem | null> {
  return moveInto(folder, FINDINGS, path);
}

/** Moves a file into a part of the corpus; null on success. */
export async function moveInto(folder: string, part: string, path: string): Promise<CommandProblem | null> {
  try {
    await mkdir(join(folder, part), { recursive: true });
    await rename(path, join(folder, part, basename(path)));
    return null;
  } catch (error) {
    return usageProblem(`--corpus: ${path} cannot be moved (${errorCode(error)})`);
  }
}
