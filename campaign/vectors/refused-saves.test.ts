import { expect, test } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import type { Engine } from '../../engine/engine.ts';
import { checkVectors } from './check.ts';
import { readVectors, type ReadFile } from './read.ts';
import { makeVectors } from './set.ts';
import type { VectorFile } from './vector.ts';

const dialect = 'qemu-11.1';

/** The vectors with refused saves of a small set; `change` is made to the text of each save. */
function refused(change: (save: object) => object = (save) => save): ReadFile[] {
  return texts.flatMap((text) => {
    const file = JSON.parse(text) as VectorFile;
    const vectors = file.vectors
      .filter(({ save }) => save.verdict === 'rejected')
      .map((vector) => ({ ...vector, save: change(vector.save) }));
    if (vectors.length === 0) return [];
    const read = readVectors(JSON.stringify({ ...file, vectors }));
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    return [read.value];
  });
}

const texts = makeVectors(dialect, 400)
  .files.filter(({ name }) => !/index|schema/.test(name))
  .map(({ text }) => text);

const right: Engine = createReferenceEngine({ dialect });

test('they hold the bytes that a refused save leaves, and are about the rule that says so', async () => {
  const files = refused();
  const saves = files.flatMap(({ vectors }) => vectors.map(({ vector }) => vector));
  expect(saves.length).toBeGreaterThan(0);
  for (const { save, rules } of saves) {
    expect(save.written).toMatch(/^[0-9a-f]*$/);
    expect(rules).toContain('VMS-CODE-3');
  }
  expect((await checkVectors(files, right)).faults).toEqual([]);
});

test('an engine that leaves others fails, and so does one that promises them and does not tell', async () => {
  const telling = (written: Uint8Array | undefined): Engine => ({
    ...right,
    save: (request) => {
      const answer = right.save(request);
      return !(answer instanceof Promise) && answer.status === 'rejected' ? { ...answer, written } : answer;
    },
  });
  const wrong = await checkVectors(refused(), telling(Uint8Array.of(1, 2, 3)));
  expect(wrong.faults[0]?.summary).toMatch(/^leaves 010203 in the stream instead of /);
  const silent = await checkVectors(refused(), telling(undefined));
  expect(silent.faults[0]?.summary).toContain('it lists op:written, and its answer has no written');
});

test('sets made before they held them are still read', async () => {
  const files = refused((save) => Object.fromEntries(Object.entries(save).filter(([member]) => member !== 'written')));
  expect(files[0]?.vectors[0]?.vector.save).not.toHaveProperty('written');
  expect((await checkVectors(files, right)).faults).toEqual([]);
});
