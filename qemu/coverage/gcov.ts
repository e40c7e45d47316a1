import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { BuildProblem } from '../problem.ts';
import { firstLine, run } from '../run.ts';

/** One line that has code. */
export interface CoveredLine {
  readonly line: number;
  readonly function: string;
  readonly count: number;
  /** How often each way out of the line was taken; ways of exceptions are left out. */
  readonly branches: readonly number[];
}

/** A line of the source file, with what it says. */
export interface SourceLine extends CoveredLine {
  readonly text: string;
}

/** What gcov says of source files, by their names. */
export type Documents = readonly unknown[];

/** Runs gcov on all objects in the folder. Throws a BuildProblem when it fails. */
export async function readGcov(objects: string): Promise<Documents> {
  const data = (await readdir(objects)).filter((name) => name.endsWith('.gcda'));
  if (data.length === 0) throw new BuildProblem('the engine wrote no counts: it did not exit normally');
  const ran = await run(
    'gcov',
    ['--json-format', '--stdout', '--branch-probabilities', ...data.map((name) => join(objects, name))],
    { cwd: objects },
  );
  if (ran.code !== 0)
    throw new BuildProblem(`gcov fails: ${firstLine(ran.stderr)}`, 'is it of the same version as the compiler?');
  return ran.stdout
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text): unknown => JSON.parse(text));
}

/** The lines of one source file, all objects that hold code of it taken together. Throws a BuildProblem when there are none. */
export async function sourceLines(documents: Documents, file: string): Promise<SourceLine[]> {
  const [path] = documents.flatMap((document) => pathsOf(document, file));
  if (path === undefined) throw new BuildProblem(`gcov knows nothing of ${file}`);
  const texts = (await readFile(path, 'utf8')).split('\n');
  return documents
    .flatMap((document) => linesOf(document, file))
    .sort((a, b) => a.line - b.line)
    .map((line) => ({ ...line, text: texts[line.line - 1] ?? '' }));
}

/** Where the file was when it was compiled. */
export function pathsOf(document: unknown, file: string): string[] {
  return listAt(document, 'files')
    .map((each) => textAt(each, 'file'))
    .filter((path) => basename(path) === file)
    .map((path) => resolve(textAt(document, 'current_working_directory'), path));
}

/** The lines of the file in one of gcov's documents; what does not look like one is left out. */
export function linesOf(document: unknown, file: string): CoveredLine[] {
  return listAt(document, 'files')
    .filter((each) => basename(textAt(each, 'file')) === file)
    .flatMap((each) => listAt(each, 'lines'))
    .map((line) => ({
      line: numberAt(line, 'line_number'),
      function: textAt(line, 'function_name'),
      count: numberAt(line, 'count'),
      branches: listAt(line, 'branches')
        .filter((branch) => at(branch, 'throw') !== true)
        .map((branch) => numberAt(branch, 'count')),
    }));
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function listAt(value: unknown, key: string): unknown[] {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
}

function textAt(value: unknown, key: string): string {
  const text = at(value, key);
  return typeof text === 'string' ? text : '';
}

function numberAt(value: unknown, key: string): number {
  const number = at(value, key);
  return typeof number === 'number' ? number : 0;
}
