import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SaveOutcome } from '../engine.ts';
import { saveRequest } from './faux/faux.ts';
import { startProcessEngine, type ProcessEngine } from './start.ts';

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

/** Sends three saves to a program, and looks at what its engine says of them. */
async function withThreeSaves(
  code: string,
  look: (engine: ProcessEngine, saves: Promise<SaveOutcome[]>) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'several-'));
  const path = join(folder, 'busy.cjs');
  writeFileSync(path, code);
  const args = [path, join(folder, 'life')];
  const engine = await startProcessEngine({ command: process.execPath, args, timeoutMs: 500 });
  if (engine.status === 'unusable') throw new Error(engine.message);
  const saves = Promise.all([0, 1, 2].map((i) => engine.save(saveRequest('good', i))));
  try {
    await look(engine, saves);
  } finally {
    await engine.close();
    await saves;
    rmSync(folder, { recursive: true });
  }
}

test('a hang that no request brings about again says what was in flight, and what to do', () =>
  withThreeSaves(program, async (engine, saves) => {
    expect((await saves).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
    expect(engine.incidents).toMatchObject([
      {
        status: 'hung',
        message:
          'no answer for 500 ms, with 3 requests in flight (save); each of them, sent again alone, is answered; if the machine was busy, give a longer --timeout',
      },
    ]);
  }));

test('while they are sent again, they are not said to be answered', () =>
  // Every life is the first.
  withThreeSaves(program.replace('!existsSync(life)', 'true'), async (engine) => {
    await expect
      .poll(() => engine.incidents.map(({ message }) => message), { interval: 5, timeout: 20_000 })
      .toEqual([
        'no answer for 500 ms, with 3 requests in flight (save); the run ended before each of them was sent again alone',
      ]);
  }));
