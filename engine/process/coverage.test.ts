import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { heldToFeatures } from '../held-to-features.ts';
import { saveRequest } from './faux/faux.ts';
import { startProcessEngine, type ProcessEngine } from './start.ts';

let engine: ProcessEngine | null = null;

async function start(mistake: string): Promise<ProcessEngine> {
  const path = fileURLToPath(new URL('./faux/apprentice-faux-engine.mjs', import.meta.url));
  const started = await startProcessEngine({ command: process.execPath, args: [path, mistake] });
  if (started.status === 'unusable') throw new Error(started.message);
  engine = started;
  return started;
}

afterEach(async () => {
  await engine?.close();
  engine = null;
});

it('an engine that lists it tells each edge once', async () => {
  const { save, coverage } = await start('new-edges');
  expect(await coverage?.()).toEqual({ status: 'ok', edges: [] });
  await save(saveRequest('dev', 1));
  await save(saveRequest('dev', 1));
  expect(await coverage?.()).toEqual({ status: 'ok', edges: [0, 1] });
  expect(await coverage?.()).toEqual({ status: 'ok', edges: [] });
});

it('what is no number of an edge breaks the protocol', async () => {
  const { save, coverage } = await start('named-edges');
  await save(saveRequest('dev', 1));
  expect(await coverage?.()).toMatchObject({
    status: 'protocol-error',
    message: expect.stringContaining('edges[0] is no number of an edge: "0"') as unknown,
  });
});

it('nobody else is asked, and no law asks', async () => {
  const plain = await start('none');
  expect(plain.coverage).toBeUndefined();
  await plain.close();
  expect(heldToFeatures(await start('new-edges')).coverage).toBeUndefined();
});
