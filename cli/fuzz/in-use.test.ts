import { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { markFolder } from './in-use.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'in-use-'));

it('marks a folder while the process is there', () => {
  const folder = newFolder();
  const mark = markFolder(folder);
  expect(mark.other).toBeNull();
  expect(readFileSync(join(folder, 'in-use'), 'utf8')).toBe(`${process.pid}@${hostname()}\n`);
  mark.remove();
  expect(existsSync(join(folder, 'in-use'))).toBe(false);
});

it('names another process that is there, and leaves its mark', () => {
  const folder = newFolder();
  const text = `${process.ppid}@${hostname()}\n`;
  writeFileSync(join(folder, 'in-use'), text);
  const mark = markFolder(folder);
  expect(mark.other).toBe(process.ppid);
  mark.remove();
  expect(readFileSync(join(folder, 'in-use'), 'utf8')).toBe(text);
});

it.each([
  ['a process that is gone', `${2 ** 22 + 1}@${hostname()}\n`],
  ['another machine', `${process.ppid}@elsewhere\n`],
  ['something else', 'x'.repeat(5000)],
])('takes the place of the mark of %s', (_, text) => {
  const folder = newFolder();
  writeFileSync(join(folder, 'in-use'), text);
  expect(markFolder(folder).other).toBeNull();
  expect(readFileSync(join(folder, 'in-use'), 'utf8')).toBe(`${process.pid}@${hostname()}\n`);
});

it('writes through no link', () => {
  const folder = newFolder();
  const target = join(folder, 'target');
  writeFileSync(target, 'mine');
  symlinkSync(target, join(folder, 'in-use'));
  markFolder(folder);
  expect(readFileSync(target, 'utf8')).toBe('mine');
});
