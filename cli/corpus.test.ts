import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORPUS_FORMAT, findingFile, formatCorpusFile, readCorpusFile } from '../campaign/corpus/corpus-file.ts';
import { caseToken } from '../campaign/corpus/token.ts';
import { runChunk } from '../campaign/fuzz/run-chunk.ts';
import { totalsOf } from '../campaign/stream/totals.ts';
import { shrinkFinding } from '../campaign/fuzz/shrink-finding.ts';
import { failuresToShrink } from '../campaign/fuzz/conclude.ts';
import type { FuzzPlan } from '../campaign/fuzz/plan.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { replayCase } from '../campaign/corpus/replay-case.ts';
import { faultyEngines } from '../spec/faulty/registry.ts';
import { selectLaws } from '../spec/laws/index.ts';
import { parseCase } from '../vmstate/case/case-file.ts';
import { caseId } from '../vmstate/case/case-id.ts';
import { sampleCase } from '../vmstate/case/sample.test-help.ts';
import { issuesText } from '../vmstate/issue.ts';
import { keep } from './corpus/folder.ts';
import { command } from './fixtures.ts';

const dialect = 'qemu-11.1';
const plan: FuzzPlan = {
  dialect,
  seed: 5,
  chunk: 30,
  laws: selectLaws(['save/bytes']),
  level: 'quirk',
  known: undefined,
};
const { signal } = new AbortController();

function faulty(id: string): ReturnType<typeof createReferenceEngine> {
  const found = faultyEngines.find((each) => each.id === id);
  if (found === undefined) throw new Error('the fixture is broken');
  return found.create(dialect);
}

async function findingOf(id: string): Promise<ReturnType<typeof findingFile>> {
  const engine = faulty(id);
  const chunk = await runChunk(engine, plan, { first: 0, runs: 30 }, { signal });
  const [failure] = failuresToShrink(await totalsOf(chunk === null ? [] : [chunk]));
  const finding = failure === undefined ? null : await shrinkFinding(engine, plan, failure, signal);
  if (finding === null) throw new Error('the fixture is broken');
  const { name, version } = engine.hello;
  return findingFile(
    { suite: '0.0.0', engine: { name, version }, dialect, firstSeen: '2026-01-01T00:00:00.000Z', seed: 5 },
    finding,
  );
}

function caseOf(file: { readonly case: unknown }): typeof sampleCase {
  const read = parseCase(JSON.stringify(file.case));
  if (!read.ok) throw new Error(issuesText(read.issues, 'case'));
  return read.value;
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'corpus-'));

describe('replayCase', () => {
  it('tells what has become of a finding', async () => {
    const file = await findingOf('uint32-little-endian');
    const of = caseOf(file);
    const outcome = async (engine = faulty('uint32-little-endian'), judged = dialect): Promise<string> =>
      (await replayCase(of, file.signature, engine, { ...plan, dialect: judged as 'qemu-11.1' })).outcome;
    expect(await outcome()).toBe('still fails');
    expect(await outcome(createReferenceEngine({ dialect }))).toBe('fixed');
    expect(await outcome(createReferenceEngine({ dialect: 'qemu-10.0' }), 'qemu-10.0')).toBe('cannot run');
    const lacking = createReferenceEngine({ dialect });
    const without = { ...lacking, hello: { ...lacking.hello, features: ['VMS_SINGLE', 'info:uint8'] } };
    expect(await outcome(without)).toBe('cannot run');
    const other = { ...file.signature, rule: 'VMS-WIRE-2' } as const;
    expect(await replayCase(of, other, faulty('uint32-little-endian'), plan)).toMatchObject({
      outcome: 'fails otherwise',
      signature: file.signature,
    });
  });
});

describe('replay', () => {
  it('moves a finding that is fixed, and deletes nothing', async () => {
    const corpus = folder();
    const file = await findingOf('uint32-little-endian');
    await keep(corpus, file, caseOf(file));
    const name = `${caseId(caseOf(file))}.json`;
    const { exit, out } = await command(['replay', corpus]);
    expect(out).toMatch(/^FIXED .*\n1 FIXED\n$/);
    expect(exit).toBe(0);
    expect(readFileSync(join(corpus, 'fixed', name), 'utf8')).toBe(formatCorpusFile(file));
    expect(readdirSync(join(corpus, 'findings'))).toEqual([]);
  });

  it('names a damaged file in one line and leaves it where it is', async () => {
    const corpus = folder();
    const file = await findingOf('uint32-little-endian');
    await keep(corpus, file, caseOf(file));
    const damaged = join(corpus, 'findings/damaged.json');
    writeFileSync(damaged, formatCorpusFile(file).replace('"seed"', '"sed"'));
    const { exit, err } = await command(['replay', corpus]);
    expect(err).toMatch(/damaged\.json is not a case: .*seed.*; it stays where it is\n$/);
    expect(err.split('\n').length).toBe(2);
    expect(exit).toBe(2);
    expect(existsSync(damaged)).toBe(true);
  });

  it('takes the token of a case, and refuses a damaged one', async () => {
    const token = caseToken(sampleCase);
    expect(await command(['replay', token])).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^PASSES dc6ec717573d/) as string,
    });
    const { exit, err } = await command(['replay', token.slice(0, -9)]);
    expect(exit).toBe(2);
    expect(err).toContain('token');
  });

  it('cannot run the case of another release', async () => {
    const { exit, out } = await command(['replay', caseToken(sampleCase), '--dialect', 'qemu-10.0']);
    expect(out).toContain('CANNOT RUN');
    expect(exit).toBe(2);
  });
});

describe('fuzz --corpus', () => {
  it('replays first, says FIXED, and keeps the first cases to reach something', async () => {
    const corpus = folder();
    const file = await findingOf('uint32-little-endian');
    await keep(corpus, file, caseOf(file));
    const fuzz = ['fuzz', '--jobs', '1', '--runs', '40', '--chunk', '40', '--seed', '1', '--corpus', corpus];
    const { exit, out } = await command(fuzz);
    expect(out).toContain('FIXED');
    expect(exit).toBe(0);
    const kept = readdirSync(join(corpus, 'interesting'));
    expect(kept.length).toBeGreaterThan(5);
    for (const name of kept) {
      const read = readCorpusFile(readFileSync(join(corpus, 'interesting', name), 'utf8'));
      expect(read.ok ? read.value : issuesText(read.issues, name)).toMatchObject({
        format: CORPUS_FORMAT,
        kind: 'interesting',
      });
    }
    const again = await command(fuzz);
    expect(again.out).toContain(`${kept.length} PASSES`);
    expect(readdirSync(join(corpus, 'interesting'))).toEqual(kept);
  });
});
