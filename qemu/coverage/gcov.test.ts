import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesOf, pathsOf, readGcov, sourceLines } from './gcov.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmstate-gcov-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function document(file: string, lines: unknown): unknown {
  return {
    current_working_directory: folder,
    files: [
      { file: 'other.h', lines: [{ line_number: 9 }] },
      { file, lines },
    ],
  };
}

const line = (number: number, count: number, branches: unknown[] = []): unknown => ({
  line_number: number,
  function_name: 'f',
  count,
  branches,
});

describe('linesOf', () => {
  it('takes the lines of the file, without branches of exceptions', () => {
    const lines = [line(1, 3, [{ count: 2, throw: false }, { count: 0, throw: true }, { count: 1 }])];
    expect(linesOf(document('/tree/migration/f.c', lines), 'f.c')).toEqual([
      { line: 1, function: 'f', count: 3, branches: [2, 1] },
    ]);
  });

  it('does not take a file for another whose name ends alike', () => {
    expect(linesOf(document('/tree/old-f.c', [line(1, 1)]), 'f.c')).toEqual([]);
  });

  it.each([null, 7, {}, { files: 3 }, { files: [null] }])('finds nothing in %j', (odd) => {
    expect(linesOf(odd, 'f.c')).toEqual([]);
  });
});

it('finds the file where it was compiled', () => {
  expect(pathsOf(document('/tree/f.c', []), 'f.c')).toEqual(['/tree/f.c']);
  expect(pathsOf(document('sub/f.c', []), 'f.c')).toEqual([join(folder, 'sub/f.c')]);
});

describe('sourceLines', () => {
  it('joins documents, orders lines and adds what they say', async () => {
    await writeFile(join(folder, 'f.c'), 'one\ntwo\nthree\n');
    const lines = await sourceLines([document('f.c', [line(3, 1)]), document('f.c', [line(1, 0)])], 'f.c');
    expect(lines.map(({ line: number, text, count }) => [number, text, count])).toEqual([
      [1, 'one', 0],
      [3, 'three', 1],
    ]);
  });

  it('says so when there are none', async () => {
    await expect(sourceLines([document('g.c', [])], 'f.c')).rejects.toThrow('gcov knows nothing of f.c');
  });
});

it('says so when the engine left no counts', async () => {
  await expect(readGcov(folder)).rejects.toThrow('no counts');
});
