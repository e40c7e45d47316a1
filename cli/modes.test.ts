import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pruneCases } from '../campaign/corpus/prune.ts';
import { reachedBy } from '../campaign/corpus/interesting.ts';
import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import type { FindingRecord } from '../campaign/stream/finding-record.ts';
import type { Conclusion } from '../campaign/fuzz/gather-parts.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { command } from './fixtures.ts';
import { noveltyOf, readBaseline } from './fuzz/modes.ts';

const folder = mkdtempSync(join(tmpdir(), 'modes-'));
const fuzz = ['fuzz', '--jobs', '1', '--runs', '60', '--chunk', '60', '--seed', '1'];

describe('--mode pr', () => {
  const signature = { rule: 'VMS-WIRE-1', field: 'uint32', divergence: 'bytes' } as const;
  const finding = (fingerprint: string, ...also: string[]): Pick<FindingRecord, 'fingerprint' | 'also'> => ({
    fingerprint,
    also: also.map((other) => ({ signature, fingerprint: other, cases: 1, run: 0 })),
  });
  const conclusion = (unshrunk: number, ...findings: Pick<FindingRecord, 'fingerprint' | 'also'>[]): Conclusion =>
    ({ parts: { findings, chunks: [] }, unshrunk, problems: [] }) as unknown as Conclusion;

  it('fails by what is new alone', () => {
    const known = new Set(['aaaaaaaaaaaa', 'cccccccccccc']);
    const old = [finding('aaaaaaaaaaaa'), finding('bbbbbbbbbbbb', 'cccccccccccc')];
    expect(noveltyOf(conclusion(0, ...old), known)).toEqual({ fresh: [], known: 2, fails: false });
    expect(noveltyOf(conclusion(1, ...old), known)).toMatchObject({ fails: true });
    expect(noveltyOf(conclusion(0, ...old, finding('dddddddddddd')), known)).toEqual({
      fresh: ['dddddddddddd'],
      known: 2,
      fails: true,
    });
  });

  it('takes the stream of another campaign as baseline, and nothing else', async () => {
    const stream = join(folder, 'base.ndjson');
    await command([...fuzz, '--no-corpus', '--stream', stream]);
    expect(await readBaseline(stream)).toEqual(new Set());
    const { exit, out } = await command([...fuzz, '--no-corpus', '--mode', 'pr', '--baseline', stream]);
    expect(out).toContain('new findings: none; known before: 0');
    expect(exit).toBe(0);
    const other = join(folder, 'other.txt');
    writeFileSync(other, 'no stream\n');
    const refused = await command([...fuzz, '--no-corpus', '--mode', 'pr', '--baseline', other]);
    expect([refused.exit, refused.err]).toEqual([2, expect.stringContaining('other.txt is no result stream: line 1')]);
  });
});

describe('--baseline', () => {
  it('takes the folder of a campaign', async () => {
    const out = join(folder, 'night');
    await command([...fuzz, '--no-corpus', '--out', out]);
    expect(await readBaseline(out)).toEqual(new Set());
    const none = mkdtempSync(join(folder, 'none-'));
    expect(await readBaseline(none)).toMatchObject({
      message: `--baseline: ${join(none, 'stream.ndjson')} cannot be read (ENOENT)`,
    });
  });

  it.each([[], ['--mode', 'nightly']])('is refused without --mode pr', async (...mode) => {
    const { exit, err } = await command([...fuzz, '--no-corpus', ...mode, '--baseline', 'base.ndjson']);
    expect([exit, err]).toEqual([2, expect.stringMatching(/^\S+ --baseline: give --mode pr as well: .*\n$/)]);
  });
});

describe('--mode prune', () => {
  it('keeps what all reach, and moves the rest', async () => {
    const corpus = join(folder, 'corpus');
    await command([...fuzz, '--corpus', corpus]);
    const before = readdirSync(join(corpus, 'interesting'));
    const { exit, out } = await command(['fuzz', '--mode', 'prune', '--corpus', corpus]);
    expect(exit).toBe(0);
    const kept = readdirSync(join(corpus, 'interesting'));
    expect(out).toContain(`${kept.length} of ${before.length} cases`);
    expect(kept.length).toBeLessThan(before.length);
    expect([...kept, ...readdirSync(join(corpus, 'pruned'))].sort()).toEqual(before);
    const again = await command(['fuzz', '--mode', 'prune', '--corpus', corpus]);
    expect(again.out).toContain(`${kept.length} of ${kept.length} cases`);
  });

  it('loses nothing of what is reached', () => {
    const { hello } = createReferenceEngine({ dialect: 'qemu-11.1' });
    const generator = generatorFor(hello, 'qemu-11.1');
    const cases = Array.from({ length: 40 }, (_, run) => ({ of: caseOfRun(generator, 3, run) }));
    const reached = (some: readonly { readonly of: (typeof cases)[number]['of'] }[]): string[] =>
      [...new Set(some.flatMap(({ of }) => reachedBy(of, 'memory')))].sort();
    const { kept, spare } = pruneCases(cases, 'memory');
    expect(reached(kept)).toEqual(reached(cases));
    expect(kept.length + spare.length).toBe(cases.length);
    expect(spare.length).toBeGreaterThan(0);
  });
});
