import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './documents/documents.ts';

/** A group that is repeated and remembered: V8 keeps each round, and some megabytes of text exhaust its stack. */
const REMEMBERED = /\((?!\?)[^()]*\)[*+{]/;

const folders = [
  'vmstate/case',
  'engine/protocol',
  'campaign',
  'report/json',
  'cli/config',
  'cli/queue',
  'devices/set',
];

const patterns = folders.flatMap((folder) =>
  readdirSync(join(root, folder, 'schemas')).flatMap((name) => {
    const file = `${folder}/schemas/${name}`;
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(/"pattern": ("(?:[^"\\]|\\.)*")/g)].map(([, literal = '""']) => ({
      file,
      pattern: String(JSON.parse(literal)),
    }));
  }),
);

it('finds the patterns of all schemas', () => {
  expect(patterns.length).toBeGreaterThan(20);
  expect(REMEMBERED.test('^([0-9a-f]{2})*$')).toBe(true);
});

it.each(patterns)('$pattern of $file takes long text', ({ pattern }) => {
  expect(pattern).not.toMatch(REMEMBERED);
  // As long as what smoke asks for. A process that has compiled very many patterns no longer optimizes them, and ends at four times that.
  if (pattern.includes('[0-9a-f]{2}')) expect(new RegExp(pattern, 'u').test('0a'.repeat(2 ** 21))).toBe(true);
});
