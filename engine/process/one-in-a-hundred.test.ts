import { afterEach, expect, test } from 'vitest';
import { fauxChildren } from './faux/lives.ts';
import { saveRequest, startFaux } from './faux/faux.ts';
import type { ProcessEngine } from './start.ts';

let engine: ProcessEngine | null = null;

afterEach(async () => {
  await engine?.close();
  engine = null;
});

/** Not at regular distances: two in one batch, two in a row, the first and the last. */
const fatal = new Set([0, 101, 102, 240, 243, 399]);

test('an engine that dies on one request in a hundred: each death belongs to its request, all others are answered', async () => {
  engine = await startFaux('crash');
  const { save } = engine;
  const outcomes = await Promise.all(
    Array.from({ length: 400 }, (_, i) => save(saveRequest(fatal.has(i) ? 'bad' : 'good', i))),
  );
  const crashed = outcomes.flatMap(({ status }, i) => (status === 'crashed' ? [i] : []));
  expect(crashed).toEqual([...fatal]);
  expect(outcomes.filter(({ status }) => status === 'ok')).toHaveLength(400 - fatal.size);
  await engine.close();
  engine = null;
  expect(fauxChildren()).toEqual([]);
});
