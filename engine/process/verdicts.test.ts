import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { SaveOutcome } from '../engine.ts';
import { saveRequest, startFaux } from './faux/faux.ts';
import type { ProcessEngineOptions } from './options.ts';
import type { ProcessEngine } from './start.ts';

let engine: ProcessEngine | null = null;

afterEach(async () => {
  await engine?.close();
  engine = null;
});

const GUILTY = 1;

/** Three saves at once, the second of them bad. */
async function three(behaviour: string, options: Partial<ProcessEngineOptions> = {}): Promise<SaveOutcome[]> {
  engine = await startFaux(behaviour, options);
  const { save } = engine;
  return Promise.all(Array.from({ length: 3 }, (_, i) => save(saveRequest(i === GUILTY ? 'bad' : 'good', i))));
}

function expectOthersAnswered(outcomes: readonly SaveOutcome[]): void {
  for (const [i, outcome] of outcomes.entries()) {
    if (i === GUILTY) continue;
    expect(outcome.status === 'ok' && outcome.wire[0], `save ${i}`).toBe(i);
  }
}

test.each([
  ['crash', 'crashed', 'the engine was killed by SIGSEGV'],
  ['exit', 'crashed', 'the engine exited with code 3'],
  ['mid-line', 'crashed', 'the engine exited with code 0 in the middle of a line'],
  ['close-stdout', 'crashed', 'the engine closed its standard output without exiting'],
  ['flood-stderr', 'crashed', 'the engine exited with code 4'],
  ['hang', 'hung', 'no answer for 400 ms'],
  ['garbage', 'protocol-error', 'a line is not JSON: "debug: saving"'],
  ['flood-line', 'protocol-error', 'a line is longer than 1000000 bytes'],
  ['twice', 'protocol-error', 'more than once'],
  ['unknown-id', 'protocol-error', 'an answer to 999999'],
  ['no-id', 'protocol-error', 'a response has no integer id'],
  ['invalid-json', 'protocol-error', 'a line is not JSON: "{\\"id\\":3'],
  ['wrong-types', 'protocol-error', 'wire is not a string: 42'],
  ['error', 'error', 'broken'],
  ['rejected', 'rejected', 'no'],
])('%s: %s for the guilty request alone', async (behaviour, status, message) => {
  const outcomes = await three(behaviour, { maxLineBytes: 1_000_000, timeoutMs: behaviour === 'hang' ? 400 : 3000 });
  const guilty = outcomes[GUILTY];
  expect(guilty).toMatchObject({ status, message: expect.stringContaining(message) as unknown });
  expectOthersAnswered(outcomes);
  expect(engine?.incidents).toEqual([]);
});

test('unsupported is an ordinary answer', async () => {
  const outcomes = await three('unsupported');
  expect(outcomes[GUILTY]).toEqual({ status: 'unsupported', feature: 'VMS_ALLOC' });
  expectOthersAnswered(outcomes);
});

test("output that comes when nothing is in flight is nobody's fault, but the next request is watched", async () => {
  const FAUX_WHEN = join(mkdtempSync(join(tmpdir(), 'faux-')), 'when');
  const faux = await startFaux('late-garbage', { env: { ...process.env, FAUX_WHEN }, closeTimeoutMs: 3000 });
  engine = faux;
  expect(await faux.save(saveRequest('bad', 1))).toMatchObject({ status: 'ok' });
  writeFileSync(FAUX_WHEN, '');
  await vi.waitFor(() => {
    expect(faux.incidents).toMatchObject([{ status: 'protocol-error', message: 'a line is not JSON: "debug: saved"' }]);
  }, 5000);
  const watched = await Promise.all([faux.save(saveRequest('bad', 1)), faux.save(saveRequest('good', 2))]);
  expect(watched).toMatchObject([{ status: 'protocol-error' }, { status: 'ok' }]);
});

test('a death after the answer is an incident, and the engine goes on', async () => {
  const faux = await startFaux('delayed');
  engine = faux;
  expect(await faux.save(saveRequest('bad', 1))).toMatchObject({ status: 'ok' });
  await vi.waitFor(() => {
    expect(faux.incidents).toMatchObject([{ status: 'crashed', message: 'the engine exited with code 5' }]);
  }, 5000);
  expect(await faux.save(saveRequest('good', 2))).toMatchObject({ status: 'ok' });
});

test('two culprits among the same suspects both get their verdict, and stderr comes along', async () => {
  engine = await startFaux('crash');
  const { save } = engine;
  const outcomes = await Promise.all(
    ['good', 'bad', 'good', 'bad', 'good'].map((name, i) => save(saveRequest(name, i))),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'crashed', 'ok', 'crashed', 'ok']);
  expect(outcomes[1]).toMatchObject({ stderr: 'about to crash\n' });
});
