import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatCase } from '../vmstate/case/case-file.ts';
import { arrayCase } from '../report/fixtures/result.ts';
import { command } from './fixtures.ts';
import { timeoutsOf } from './options.ts';

let folder = '';
let mute = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmstate-conformance-'));
  const path = join(folder, 'mute.cjs');
  await writeFile(
    path,
    `
const hello = {
  status: 'ok', protocol: 1, engine: { name: 'mute', version: '1', language: 'JavaScript' }, dialect: 'qemu-11.1',
  view: 'memory', abi: null, features: ['VMS_SINGLE', 'info:uint8'],
};
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, op } = JSON.parse(line);
  if (op === 'hello') console.log(JSON.stringify({ id, ...hello }));
});
`,
  );
  mute = `'${process.execPath}' '${path}'`;
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('check waits for the given timeout', async () => {
  const [member] = arrayCase.model.shape.members;
  if (member === undefined) throw new Error('the sample has no member');
  const file = join(folder, 'case.json');
  await writeFile(
    file,
    formatCase({ ...arrayCase, model: { shape: { ...arrayCase.model.shape, members: [member] }, values: [3] } }),
  );
  const { exit, out } = await command([
    'check',
    '--engine-cmd',
    mute,
    '--timeout',
    '1',
    '--case',
    file,
    '--law',
    'save/bytes',
  ]);
  expect(exit).toBe(1);
  expect(out).toContain('hung');
  expect(out).toContain('1000 ms');
  // With the default timeout it would not be the same failure.
  expect(out).toMatch(/Again[^]* --timeout 1 /);
});

test('hello has its own least', () => {
  expect([timeoutsOf(1), timeoutsOf(60)]).toEqual([
    { timeoutMs: 1000, helloTimeoutMs: 10_000 },
    { timeoutMs: 60_000, helloTimeoutMs: 60_000 },
  ]);
});

test.each(['check', 'smoke'])('%s takes whole seconds', async (name) => {
  const { exit, err } = await command([name, '--engine-cmd', mute, '--timeout', '0']);
  expect(exit).toBe(2);
  expect(err).toContain("'--timeout <seconds>' argument '0' is invalid. It takes a whole number from 1 to 86400.");
});
