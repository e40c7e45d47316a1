import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from './fixtures.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reports-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const check = ['check', '--runs', '5', '--seed', '2', '--law', 'save/*'];

test('each report goes into its own file, and the terminal keeps its report', async () => {
  const beginnings = {
    junit: '<?xml',
    sarif: '{\n  "$schema"',
    markdown: '### reference',
    json: '{\n  "format"',
    html: '<!doctype html>',
  };
  const flags = Object.keys(beginnings).flatMap((format) => ['--report', `${format}=${join(folder, format)}`]);
  const { exit, out, err } = await command([...check, ...flags]);
  expect(err).toBe('');
  expect(exit).toBe(0);
  expect(out).toContain('conforms to');
  expect((await readdir(folder)).sort()).toEqual(Object.keys(beginnings).sort());
  for (const [format, beginning] of Object.entries(beginnings)) {
    const text = await readFile(join(folder, format), 'utf8');
    expect(text.startsWith(beginning), format).toBe(true);
  }
});

test('an interrupted run is reported, too', async () => {
  const file = join(folder, 'interrupted.xml');
  const { exit } = await command([...check, '--report', `junit=${file}`], { signal: AbortSignal.abort() });
  expect(exit).toBe(130);
  expect(await readFile(file, 'utf8')).toContain('<property name="interrupted" value="true"/>');
});

test('annotations follow the report, and only when asked for', async () => {
  const known = join(folder, 'known.txt');
  await writeFile(known, 'save/bytes | fixed |\n');
  const flags = ['check', '--runs', '1000', '--law', 'save/bytes', '--seed', '2', '--known-failing', known];
  expect((await command(flags)).out).not.toContain('::error');
  const { exit, out } = await command([...flags, '--report', 'github']);
  expect(exit).toBe(1);
  expect(out).toMatch(/\n::error file=\S+known\.txt,line=1,title=[^\n]*\n$/);
});

test.each([['junit'], ['junit='], ['pdf=a.pdf'], ['github=a.txt']])('--report %s is refused', async (report) => {
  const { exit, err } = await command([...check, '--report', report]);
  expect(exit).toBe(2);
  expect(err).toMatch(/^vmstate-conformance: [^\n]*It takes FORMAT=FILE[^\n]*\n$/);
});

test('what cannot be had together is refused', async () => {
  const twice = await command([...check, '--report', 'junit=a', '--report', 'sarif=a']);
  expect(twice.err).toContain('Each report needs its own file.');
  expect(twice.exit).toBe(2);
  const mixed = await command([...check, '--json', '--report', 'github']);
  expect(mixed.err).toMatch(/^vmstate-conformance: --report github: [^\n]*\n$/);
  expect(mixed.exit).toBe(2);
});

test('a file that cannot be written is one line', async () => {
  const file = join(folder, 'no', 'where.xml');
  const { exit, err } = await command([...check, '--report', `junit=${file}`]);
  expect(err).toBe(`vmstate-conformance: --report: ${file} cannot be written (ENOENT)\n`);
  expect(exit).toBe(2);
});

test('lint writes SARIF and keeps its exit code', async () => {
  const field = { name: 'regs', size: 4, num: 2, flags: ['VMS_ARRAY', 'VMS_ARRAY_OF_POINTER'], info: 'uint32' };
  const description = join(folder, 'description.json');
  await writeFile(description, JSON.stringify({ name: 'dev', version_id: 1, minimum_version_id: 1, fields: [field] }));
  const file = join(folder, 'lint.sarif');
  expect((await command(['lint', description, '--report', `sarif=${file}`])).exit).toBe(1);
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    runs: [{ results: [{ ruleId: 'VMS-SIZE-4', level: 'error', properties: { check: 'slot-size' } }] }],
  });
  const refused = await command(['lint', description, '--report', `junit=${file}`]);
  expect(refused.err).toContain('It takes sarif=FILE.');
  expect(refused.exit).toBe(2);
});
