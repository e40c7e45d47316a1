import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { INDEX, makeVectors, SCHEMA } from '../campaign/vectors/set.ts';
import { encodeDescription } from '../engine/protocol/encode-description.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { layoutSource } from '../layout/layout.ts';
import { formatCase } from '../vmstate/case/case-file.ts';
import { command } from './fixtures.ts';
import { createMutator } from './mutants.test-help.ts';

/** Damaged files of each kind; CI tries thousands. */
const MUTANTS = Number(process.env['VMSTATE_CONFORMANCE_MUTANTS'] ?? '60');

/** No damaged file may cost more than this: seconds, and bytes. */
const MOST_SECONDS = 5;
const MOST_BYTES = 1024 ** 3;

const dialect = 'qemu-11.1';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutants-'));
});
afterAll(() => rm(folder, { recursive: true }));

function sample(run: number): ReturnType<typeof caseOfRun> {
  return caseOfRun(generatorFor(createReferenceEngine({ dialect }).hello, dialect), 9, run);
}

/** A file of vectors, of a set whose checksum is right whatever is in it. */
const set = makeVectors(dialect, 12).files.filter(({ name }) => name !== SCHEMA);
const index: unknown = JSON.parse(set.find(({ name }) => name === INDEX)?.text ?? '');
const vectors = set.find(({ name }) => name !== INDEX) ?? { name: '', text: '' };

function asObject(json: unknown): object {
  return typeof json === 'object' && json !== null ? json : {};
}

/** Puts a damaged file where the command finds it. */
async function place(kind: string, damaged: string): Promise<string> {
  const file = join(folder, 'damaged.json');
  if (kind !== 'vector file') {
    await writeFile(file, damaged);
    return file;
  }
  const sha256 = createHash('sha256').update(damaged).digest('hex');
  const own = join(folder, 'vectors');
  await mkdir(own, { recursive: true });
  await writeFile(join(own, vectors.name), damaged);
  await writeFile(join(own, INDEX), JSON.stringify({ ...asObject(index), files: [{ name: vectors.name, sha256 }] }));
  return own;
}

const known = `# known\npromise/* | reason | docs/findings/README.md\nlaw=save/bytes case=0123456789ab | other\n\nlaw=load/* rule=VMS-LOAD-3 | more\n`;

const kinds: readonly (readonly [string, (run: number) => string, (file: string, run: number) => string[]])[] = [
  [
    'case',
    (run) => formatCase(sample(run)),
    (file, run) =>
      [
        ['show', file, '--as', 'c'],
        ['check', '--case', file],
        ['show', file, '--as', 'bytes'],
      ][run % 3] ?? [],
  ],
  [
    'description',
    (run) => encodeDescription(layoutSource(sample(run)).plan.description),
    (file, run) =>
      [
        ['lint', file],
        ['devices', file],
      ][run % 2] ?? [],
  ],
  ['vector file', () => vectors.text, (file) => ['vectors', '--check', file]],
  ['known-failing list', () => known, (file) => ['check', '--runs', '1', '--seed', '1', '--known-failing', file]],
];

it.each(kinds)(
  'a damaged %s is no internal error, and costs little',
  async (kind, text, words) => {
    for (let run = 0; run < MUTANTS; run++) {
      const damaged = createMutator(run)(text(run % 40));
      const file = await place(kind, damaged);
      const [began, held] = [performance.now(), process.memoryUsage().rss];
      const { exit, err } = await command(words(file, run));
      const told = `mutant ${run}, ${words(file, run).join(' ')}: ${err}`;
      expect(exit, told).not.toBe(4);
      expect((performance.now() - began) / 1000, told).toBeLessThan(MOST_SECONDS);
      expect(process.memoryUsage().rss - held, told).toBeLessThan(MOST_BYTES);
    }
  },
  MUTANTS * 2000,
);
