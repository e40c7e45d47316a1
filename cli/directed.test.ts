import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { concludeCampaign } from '../campaign/fuzz/gather-parts.ts';
import type { FuzzPlan } from '../campaign/fuzz/plan.ts';
import { runChunk } from '../campaign/fuzz/run-chunk.ts';
import { shrinkFinding } from '../campaign/fuzz/shrink-finding.ts';
import { headerRecord } from '../campaign/stream/parts.ts';
import { faultyEngines } from '../spec/faulty/registry.ts';
import { selectLaws } from '../spec/laws/index.ts';
import { openSearch } from './directed/open-search.ts';
import { command } from './fixtures.ts';
import { reportFuzz } from './fuzz/report.ts';

const dialect = 'qemu-11.1';
const nothing = (): void => undefined;
const quiet = { env: {}, out: nothing, err: nothing, color: false, progress: null };

const fuzz = ['fuzz', '--directed', '--jobs', '1', '--runs', '30', '--chunk', '15', '--law', 'save/*', '--seed', '1'];

it('keeps what it reaches first, mutants among it, and goes on from there', async () => {
  const corpus = mkdtempSync(join(tmpdir(), 'corpus-'));
  const first = await command([...fuzz, '--corpus', corpus]);
  expect(first.exit).toBe(0);
  const [, mutants, kept] =
    /^directed: (\d+) mutants, \d+ dropped as not legal; (\d+) cases kept, 0 new edges$/m.exec(first.out) ?? [];
  expect(Number(mutants)).toBeGreaterThan(6);
  const names = readdirSync(join(corpus, 'interesting'));
  expect(names.length).toBe(Number(kept));
  expect(readFileSync(join(corpus, 'interesting', names[0] ?? ''), 'utf8')).toContain('"reached"');
  const again = await command([...fuzz, '--corpus', corpus]);
  expect(again.out).toContain(`${names.length} PASSES`);
  expect(again.exit).toBe(0);
});

it.each([
  ['--shard', '1/2'],
  ['--out', 'folder'],
  ['--queue', 'redis://localhost'],
  ['--devices', 'set.json'],
])('is refused with %s, whose results depend on seed and run alone', async (flag, value) => {
  const { exit, err } = await command([...fuzz, '--no-corpus', flag, value]);
  expect([exit, err]).toEqual([2, expect.stringMatching(/^vmstate-conformance: (--directed: |.*'--queue).*\n$/)]);
});

it('a finding of a mutant names its file to replay', async () => {
  const faulty = faultyEngines.find(({ id }) => id === 'uint32-little-endian')?.create(dialect);
  if (faulty === undefined) throw new Error('the fixture is broken');
  const { signal } = new AbortController();
  const directed = await openSearch({ hello: faulty.hello, dialect, seed: 5, corpus: null });
  const laws = selectLaws(['save/bytes']);
  const plan: FuzzPlan = { dialect, seed: 5, chunk: 40, laws, level: 'quirk', known: undefined, directed };
  const chunk = await runChunk(faulty, plan, { first: 0, runs: 40 }, { signal });
  const failure = chunk?.failures.find((each) => each.case !== undefined);
  if (chunk === null || failure === undefined) throw new Error('no mutant fails first');
  const shrunk = { failure, finding: await shrinkFinding(faulty, plan, failure, signal) };
  const range = { first: 0, runs: 40 };
  const header = headerRecord({ suite: '0.0.0', hello: faulty.hello, engineFlags: ['--engine', 'x'], plan, range });
  const conclusion = await concludeCampaign({ header, chunks: () => [chunk], shrunk: [shrunk], times: [] });
  const told = async (corpus: string | null): Promise<string> => {
    const stream = join(mkdtempSync(join(tmpdir(), 'stream-')), 'stream.ndjson');
    await reportFuzz(conclusion, { out: undefined, stream, corpus }, { ...quiet, signal });
    return /"replay":"([^"]*)"/.exec(readFileSync(stream, 'utf8'))?.[1] ?? '';
  };
  expect(await told('my-corpus')).toMatch(
    /^npx vmstate-conformance replay my-corpus\/findings\/[0-9a-f]{12}\.json --engine x --dialect qemu-11\.1$/,
  );
  expect(await told(null)).toMatch(/^npx vmstate-conformance replay vmstate1:\S+ --engine x/);
});
