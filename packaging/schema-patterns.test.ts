import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { patternEngine } from '../vmstate/pattern-engine.ts';
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
  if (!pattern.includes('[0-9a-f]{2}')) return;
  const { test } = patternEngine(pattern, 'u');
  const long = '0a'.repeat(2 ** 23);
  expect(test(long)).toBe(true);
  for (const bad of [`${long}0`, `${long}-1`, `-1${long}`, `${long}0A`, long.replace('a', 'g')])
    expect(test(bad)).toBe(false);
});
