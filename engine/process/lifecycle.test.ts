import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fauxOptions, loadRequest, saveRequest, startFaux } from './faux/faux.ts';
import { fauxChildren, lives } from './faux/lives.ts';
import { startProcessEngine } from './start.ts';

test('answers in another order find their requests', async () => {
  const engine = await startFaux('reverse');
  const outcomes = await Promise.all(Array.from({ length: 40 }, (_, i) => engine.save(saveRequest('good', i))));
  expect(outcomes.map((outcome) => outcome.status === 'ok' && outcome.wire[0])).toEqual(outcomes.map((_, i) => i));
  await engine.close();
  expect(fauxChildren()).toEqual([]);
});

test('requests beyond the limit wait', async () => {
  const engine = await startFaux('well', { maxInFlight: 2 });
  const wire = new Uint8Array(100_000).fill(7);
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => engine.load(loadRequest('good', wire))));
  expect(outcomes.every((outcome) => outcome.status === 'ok' && outcome.consumed === wire.length)).toBe(true);
  await engine.close();
});

test('an engine that never reads is hung', async () => {
  const engine = await startFaux('deaf', { timeoutMs: 200 });
  const wire = new Uint8Array(500_000);
  const outcomes = await Promise.all([engine.load(loadRequest('good', wire)), engine.load(loadRequest('good', wire))]);
  expect(outcomes).toMatchObject([{ status: 'hung' }, { status: 'hung' }]);
  await engine.close();
  expect(fauxChildren()).toEqual([]);
});

test('no grandchild is left, whether the engine crashes or is closed', async () => {
  const engine = await startFaux('grandchild');
  const pids: number[] = [];
  for (let i = 0; i < 2; i += 1) {
    const outcome = await engine.save(saveRequest('bad', 1));
    if (outcome.status === 'protocol-error') pids.push(Number(/grandchild (\d+)/.exec(outcome.stderr)?.[1]));
    expect(pids.map(lives)).toEqual(i === 0 ? [true] : [false, true]);
    if (i === 0) expect(await engine.save(saveRequest('die', 1))).toMatchObject({ status: 'crashed' });
  }
  await engine.close();
  expect(pids.map(lives)).toEqual([false, false]);
});

test('an engine that always dies is given up', async () => {
  const engine = await startFaux('crash', { maxFruitlessRestarts: 3 });
  const outcomes = await Promise.all(Array.from({ length: 8 }, (_, i) => engine.save(saveRequest('bad', i))));
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['crashed']));
  expect(outcomes.at(-1)).toMatchObject({
    message: 'the engine was killed by SIGSEGV (given up after 3 restarts in a row without a response)',
  });
  expect(await engine.save(saveRequest('good', 1))).toMatchObject({ status: 'crashed' });
  expect(engine.lost).toBeNull();
  await engine.close();
  expect(fauxChildren()).toEqual([]);
});

test('an engine that cannot be started again is given up', async () => {
  const engine = await startFaux('once', {
    env: { ...process.env, FAUX_ONCE: join(mkdtempSync(join(tmpdir(), 'faux-')), 'once') },
  });
  expect(await engine.save(saveRequest('die', 1))).toMatchObject({ status: 'crashed' });
  const outcome = await engine.save(saveRequest('good', 1));
  expect(outcome).toMatchObject({
    status: 'crashed',
    message: expect.stringContaining('3 failed restarts') as unknown,
  });
  expect(engine.lost).toContain('is not a usable engine');
  await engine.close();
});

test('closing settles what is open, and is final', async () => {
  const engine = await startFaux('hang');
  const open = engine.save(saveRequest('bad', 1));
  await engine.close();
  expect(await open).toMatchObject({ status: 'crashed', message: 'the engine was closed' });
  expect(await engine.save(saveRequest('good', 1))).toMatchObject({ status: 'crashed' });
  await engine.close();
  expect(fauxChildren()).toEqual([]);
});

test('memory of a foreign ABI is unsupported without being asked', async () => {
  const engine = await startFaux('well');
  const request = saveRequest('good', 1);
  const memory = { ...request.memory, abi: { pointerSize: 4, byteOrder: 'big' } as const };
  expect(await engine.save({ ...request, memory })).toEqual({ status: 'unsupported', feature: 'abi:32be' });
  await engine.close();
});

test('a starting engine is not left behind', async () => {
  const result = await startProcessEngine(fauxOptions('never-hello', { helloTimeoutMs: 100 }));
  expect(result.status).toBe('unusable');
  expect(fauxChildren()).toEqual([]);
});
