import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { lives } from './faux/lives.ts';
import type { EngineUnusable, Greeted } from './handshake.ts';
import { processSettingsOf } from './options.ts';
import { createReserve } from './reserve.ts';

/** Answers hello, and nothing else. */
const program = `process.stdin.on('data', () => process.stdout.write(JSON.stringify({
  id: 1, status: 'ok', protocol: 1, engine: { name: 'e', version: '1', language: 'JS' }, dialect: 'qemu-11.1',
  view: 'values', abi: null, features: ['VMS_SINGLE', 'info:uint8'] }) + '\\n'))`;

function taken(reserve: ReturnType<typeof createReserve>): Promise<Greeted | EngineUnusable> {
  return new Promise((resolve) => {
    expect(reserve.take(resolve)).toBe(true);
  });
}

test('a process is ready before it is needed, and given away once', async () => {
  const reserve = createReserve(processSettingsOf({ command: process.execPath, args: ['-e', program] }));
  expect(reserve.take(() => undefined)).toBe(false);
  reserve.prepare();
  const one = await taken(reserve);
  expect(one.status).toBe('ready');
  expect(reserve.take(() => undefined)).toBe(false);
  if (one.status === 'ready') one.connection.destroy();
});

test('what waits does not outlive the reserve', async () => {
  const reserve = createReserve(processSettingsOf({ command: process.execPath, args: ['-e', program] }));
  reserve.prepare();
  const one = await taken(reserve);
  const pid = one.status === 'ready' ? (one.connection.pid ?? 0) : 0;
  expect(lives(pid)).toBe(true);
  if (one.status === 'ready') one.connection.destroy();
  reserve.prepare();
  reserve.stop();
  for (let i = 0; i < 50 && lives(pid); i++) await sleep(20);
  expect(lives(pid)).toBe(false);
});
