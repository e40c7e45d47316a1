import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { saveRequest } from './faux/faux.ts';
import { startProcessEngine } from './start.ts';

/** Hangs in its first life, with all that it was sent; in the next it answers. */
const program = `
const { existsSync, writeFileSync } = require('node:fs');
const life = process.argv[2];
const first = !existsSync(life);
writeFileSync(life, '');
const hello = {
  status: 'ok', protocol: 1, engine: { name: 'busy', version: '1', language: 'JavaScript' }, dialect: 'qemu-11.1',
  view: 'memory', abi: null, features: ['VMS_SINGLE', 'info:uint32'],
};
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, op } = JSON.parse(line);
  if (op === 'hello') console.log(JSON.stringify({ id, ...hello }));
  else if (!first) console.log(JSON.stringify({ id, status: 'ok', wire: '00' }));
});
`;

test('a hang that no request brings about again says what was in flight, and what to do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'several-'));
  const path = join(folder, 'busy.cjs');
  writeFileSync(path, program);
  const engine = await startProcessEngine({
    command: process.execPath,
    args: [path, join(folder, 'life')],
    timeoutMs: 500,
  });
  if (engine.status === 'unusable') throw new Error(engine.message);
  try {
    const saves = await Promise.all([0, 1, 2].map((i) => engine.save(saveRequest('good', i))));
    expect(saves.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
    expect(engine.incidents).toMatchObject([
      {
        status: 'hung',
        message:
          'no answer for 500 ms, with 3 requests in flight (save); each of them, sent again alone, is answered; if the machine was busy, give a longer --timeout',
      },
    ]);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true });
  }
});

test('an engine that is closed before each was sent again is not said to answer them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'several-'));
  const path = join(folder, 'busy.cjs');
  // Every life is the first.
  writeFileSync(path, program.replace('!existsSync(life)', 'true'));
  const engine = await startProcessEngine({
    command: process.execPath,
    args: [path, join(folder, 'life')],
    timeoutMs: 300,
  });
  if (engine.status === 'unusable') throw new Error(engine.message);
  try {
    const saves = [0, 1, 2].map((i) => engine.save(saveRequest('good', i)));
    await expect
      .poll(() => engine.incidents.map(({ message }) => message), { timeout: 20_000 })
      .toEqual([
        'no answer for 300 ms, with 3 requests in flight (save); the run ended before each of them was sent again alone',
      ]);
    await engine.close();
    await Promise.all(saves);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true });
  }
});
