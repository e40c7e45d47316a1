import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isWatchable } from './watchable.ts';
import { saveRequest, startFaux } from './faux/faux.ts';
import { fauxChildren } from './faux/lives.ts';

/** More than a program that has never answered may have in a row. */
const DEATHS = 32;

const deadly = { ...saveRequest('die', 1), mayAbort: true };

test('what may end the program takes nothing along, however often it does', async () => {
  const engine = await startFaux('well');
  const [own] = fauxChildren();
  const asked: string[] = [];
  if (!isWatchable(engine)) throw new Error('a program can be watched');
  engine.watch(({ request }) => asked.push(request));
  const others = Array.from({ length: 20 }, (_, i) => engine.save(saveRequest('good', i)));
  const deaths = Array.from({ length: DEATHS }, () => engine.save(deadly));
  expect(new Set((await Promise.all(others)).map(({ status }) => status))).toEqual(new Set(['ok']));
  for (const death of deaths)
    expect(await death).toMatchObject({ status: 'crashed', message: 'the engine exited with code 1' });
  expect(asked).toHaveLength(20 + DEATHS);
  expect(fauxChildren()).toContain(own);
  expect(engine.incidents).toEqual([]);
  await engine.close();
  expect(fauxChildren()).toEqual([]);
}, 60_000);

test('a program that cannot be started a second time is asked all the same', async () => {
  const once = join(mkdtempSync(join(tmpdir(), 'faux-')), 'once');
  const engine = await startFaux('once', { env: { ...process.env, FAUX_ONCE: once } });
  expect(await engine.save({ ...saveRequest('good', 7), mayAbort: true })).toMatchObject({ status: 'ok' });
  await engine.close();
});

test('closing settles what waits for the second process, and none is started afterwards', async () => {
  const engine = await startFaux('well');
  const waiting = engine.save(deadly);
  await engine.close();
  expect(await waiting).toMatchObject({ status: 'crashed', message: 'the engine was closed' });
  expect(await engine.save(deadly)).toMatchObject({ status: 'crashed', message: 'the engine was closed' });
  expect(fauxChildren()).toEqual([]);
});
