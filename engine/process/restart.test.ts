import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { saveRequest } from './faux/faux.ts';
import { startProcessEngine } from './start.ts';

/** Answers a save with the number of requests that the process has answered, its pid behind it. */
const program = `
const hello = {
  status: 'ok', protocol: 1, engine: { name: 'counting', version: '1', language: 'JavaScript' }, dialect: 'qemu-11.1',
  view: 'memory', abi: null, features: ['VMS_SINGLE', 'info:uint32'],
};
let answered = 0;
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, op } = JSON.parse(line);
  if (op === 'hello') console.log(JSON.stringify({ id, ...hello }));
  else if (op === 'save') console.log(JSON.stringify({ id, status: 'ok', wire: Buffer.from([++answered]).toString('hex') }));
  else process.exit(0);
});
`;

test('a restart has a new process answer, unless something is in flight', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'restart-'));
  const path = join(folder, 'counting.cjs');
  writeFileSync(path, program);
  const engine = await startProcessEngine({ command: process.execPath, args: [path] });
  if (engine.status === 'unusable') throw new Error(engine.message);
  const answered = async (): Promise<number | undefined> => {
    const save = await engine.save(saveRequest('good', 1));
    return save.status === 'ok' ? save.wire[0] : undefined;
  };
  try {
    expect([await answered(), await answered()]).toEqual([1, 2]);
    engine.restart?.();
    expect([await answered(), await answered()]).toEqual([1, 2]);
    const third = answered();
    engine.restart?.();
    expect([await third, await answered()]).toEqual([3, 4]);
    expect(engine.incidents).toEqual([]);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true });
  }
});
