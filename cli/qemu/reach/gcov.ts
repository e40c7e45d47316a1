import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
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

/**
 * What gcov says of one source file, all objects that hold code of it taken
 * together. Throws a BuildProblem when gcov fails or knows nothing of the file.
 */
export async function gcovOf(objects: string, file: string): Promise<CoveredLine[]> {
  const data = (await readdir(objects)).filter((name) => name.endsWith('.gcda'));
  const ran = await run('gcov', ['--json-format', '--stdout', '--branch-probabilities', ...data.map((name) => join(objects, name))], { cwd: objects });
  if (ran.code !== 0) throw new BuildProblem(`gcov fails: ${firstLine(ran.stderr)}`, 'is it of the same version as the compiler?');
  const lines = ran.stdout.split('\n').filter((text) => text.startsWith('{')).flatMap((text) => linesOf(JSON.parse(text), file));
  if (lines.length === 0) throw new BuildProblem(`gcov knows nothing of ${file}`);
  return lines.sort((a, b) => a.line - b.line);
}

/** The lines of the file in one of gcov's documents; what does not look like one is left out. */
export function linesOf(document: unknown, file: string): CoveredLine[] {
  return listAt(document, 'files')
    .filter((each) => textAt(each, 'file').endsWith(file))
    .flatMap((each) => listAt(each, 'lines'))
    .map((line) => ({
      line: numberAt(line, 'line_number'),
      function: textAt(line, 'function_name'),
      count: numberAt(line, 'count'),
      branches: listAt(line, 'branches').filter((branch) => at(branch, 'throw') !== true).map((branch) => numberAt(branch, 'count')),
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
