import { readFile } from 'node:fs/promises';
import { parseCase } from '../vmstate/case/case-file.ts';
import { cTest } from '../reproducer/test.ts';
import { BuildProblem } from './problem.ts';
import { createReproducer, type Reproducer } from './reproduce.ts';

/*
 * node dist/qemu/reproduce-main.js CASE… RELEASE
 *
 * Writes each case (a case file, or a C test that `show --as c` wrote: *.c) as
 * a C test and runs it on the real engine of a release. Exits 0 when all pass,
 * 1 when one does not, 2 when something is wrong with what was asked.
 */

async function main(words: readonly string[]): Promise<number> {
  const files = words.slice(0, -1);
  const release = words.at(-1);
  if (release === undefined || files.length === 0)
    return misuse('usage: reproduce-main CASE… RELEASE, as in: case.json 10.2');
  let reproducer: Reproducer;
  try {
    reproducer = await createReproducer(release);
  } catch (error) {
    if (error instanceof BuildProblem)
      return misuse(error.hint === '' ? error.message : `${error.message}; ${error.hint}`);
    throw error;
  }
  try {
    let failed = 0;
    for (const file of files) {
      const text = await testOf(file);
      if (text === undefined) return 2;
      const { verdict, output } = await reproducer.run(text);
      process.stdout.write(`${file}: ${verdict}\n`);
      if (verdict !== 'passed') {
        failed++;
        process.stdout.write(output);
      }
    }
    return failed === 0 ? 0 : 1;
  } finally {
    await reproducer.close();
  }
}

function misuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

async function testOf(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    misuse(`${file} cannot be read`);
    return undefined;
  }
  if (file.endsWith('.c')) return text;
  const of = parseCase(text);
  if (!('problem' in of)) return cTest(of);
  misuse(`${file} is no case file: ${of.problem}`);
  return undefined;
}

process.exitCode = await main(process.argv.slice(2));
