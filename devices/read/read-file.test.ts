import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSets } from './read-file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vmstate-conformance-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('does not wait for the writer of a pipe, nor read a device without end', () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  for (const path of [pipe, '/dev/zero'])
    expect(readSets(path)).toEqual([{ path, problem: 'it is not a regular file; write its bytes to one first' }]);
});

it.each([
  ['absent', 'it cannot be read (there is no such file)'],
  ['', 'it cannot be read (it is a folder)'],
])('says why %j is not read', (name, problem) => {
  expect(readSets(join(folder, name))).toMatchObject([{ problem }]);
});
