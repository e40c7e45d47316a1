import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { INDEX } from '../campaign/vectors/set.ts';
import { FORMAT } from '../campaign/vectors/vector.ts';
import { command } from './fixtures.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmstate-conformance-'));
  await writeFile(join(folder, 'group.json'), '{}');
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const digest = createHash('sha256').update('{}').digest('hex');

it.each([
  ['group.json', digest, /group\.json is not a vector file: /],
  ['group.json', digest.replace(/^./, 'x'), /group\.json is not the file of index\.json: its SHA-256 differs\n$/],
  ['../group.json', digest, /index\.json of \S+ names "\.\.\/group\.json", which is no file of that folder\n$/],
  ['/etc/passwd', digest, /names "\/etc\/passwd", which is no file of that folder\n$/],
  ['a\n\u001b[31mb', digest, /names "a\\n\\u001b\[31mb", which is no file of that folder\n$/],
])('reads a file %j of a set as its index lists it', async (name, sha256, problem) => {
  await writeFile(join(folder, INDEX), JSON.stringify({ format: FORMAT, files: [{ name, sha256 }] }));
  const { exit, out, err } = await command(['vectors', '--check', folder]);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toMatch(problem);
  expect(err).toMatch(/^[^\n]*\n$/);
});
