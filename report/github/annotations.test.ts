import { expect, it, test } from 'vitest';
import { runOfResult } from '../ci/run-of-result.ts';
import { context, hostile } from '../fixtures/hostile.ts';
import { broken, conforming, resultWith } from '../fixtures/result.ts';
import { githubAnnotations } from './annotations.ts';

it('is an error for each finding', () => {
  expect(githubAnnotations([runOfResult(resultWith([conforming, broken]), context)])).toBe(
    "::error title=save/bytes%3A nonconform (VMS-WIRE-1)::byte 5 is 02, not 00%0Ashown by save/bytes%0Anpx vmstate-conformance check --engine-cmd './my engine' --dialect qemu-11.1 --seed -5 --run 41 --level quirk --law save/bytes\n",
  );
});

it('is nothing when nothing failed', () => {
  expect(githubAnnotations([runOfResult(resultWith([conforming]), context)])).toBe('');
});

test('foreign text starts no command of its own', () => {
  const lines = githubAnnotations([runOfResult(hostile, context)])
    .trimEnd()
    .split('\n');
  expect(lines).toHaveLength(3);
  expect(lines.every((line) => line.startsWith('::error '))).toBe(true);
  expect(lines[2]).toMatch(/^::error file=lists\/known failing.txt,line=3,title=/);
  expect(lines[2]).toContain('100%25,a:b');
});
