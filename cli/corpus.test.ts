import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
import { keep, readCorpus } from './corpus/folder.ts';
import { replay, replayExit } from './corpus/replay.ts';
import { isProblem } from './outcome.ts';
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
  // Under the name of the right one: an engine that has a bug at one time, and none at another.
  const engine = found.create(dialect);
  return { ...engine, hello: { ...engine.hello, name: createReferenceEngine({ dialect }).hello.name } };
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
      (
        await replayCase(of, { kind: 'finding', signature: file.signature }, engine, {
          ...plan,
          dialect: judged as 'qemu-11.1',
        })
      ).outcome;
    expect(await outcome()).toBe('still fails');
    expect(await outcome(createReferenceEngine({ dialect }))).toBe('fixed');
    expect(await outcome(createReferenceEngine({ dialect: 'qemu-10.0' }), 'qemu-10.0')).toBe('cannot run');
    const lacking = createReferenceEngine({ dialect });
    const without = { ...lacking, hello: { ...lacking.hello, features: ['VMS_SINGLE', 'info:uint8'] } };
    expect(await outcome(without)).toBe('cannot run');
    const other = { ...file.signature, rule: 'VMS-WIRE-2' } as const;
    expect(
      await replayCase(of, { kind: 'finding', signature: other }, faulty('uint32-little-endian'), plan),
    ).toMatchObject({
      outcome: 'fails otherwise',
      signature: file.signature,
    });
    for (const [kind, failing, passing] of [
      ['fixed', 'fails again', 'passes'],
      ['other', 'fails now', 'passes'],
    ] as const) {
      const past = { kind, signature: file.signature };
      expect(await replayCase(of, past, faulty('uint32-little-endian'), plan)).toMatchObject({ outcome: failing });
      expect(await replayCase(of, past, createReferenceEngine({ dialect }), plan)).toEqual({ outcome: passing });
    }
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

describe('the replay of a corpus', () => {
  /** Replays a whole corpus with an engine in this process. */
  async function replayed(
    corpus: string,
    engine = faulty('uint32-little-endian'),
    verbose = false,
  ): Promise<[string, unknown]> {
    let out = '';
    const io = { out: (text: string) => void (out += text), err: () => undefined, color: false, signal };
    const options = { chosen: { engine, dialect, flags: [] }, plan, folder: corpus, verbose } as const;
    const result = await replay(await readCorpus(corpus), options, io);
    return [out.replaceAll(`${corpus}/`, ''), isProblem(result) ? result : replayExit(result)];
  }

  it('has what was fixed too: it fails again, and is a finding again', async () => {
    const corpus = folder();
    const file = await findingOf('uint32-little-endian');
    await keep(corpus, file, caseOf(file));
    const right = createReferenceEngine({ dialect });
    expect(await replayed(corpus, right)).toEqual([expect.stringMatching(/^FIXED /), 0]);
    expect(await replayed(corpus, right)).toEqual(['', 0]);
    const [out, exit] = await replayed(corpus);
    expect([out, exit]).toEqual([expect.stringMatching(/^FAILS AGAIN \w+ fixed\/\w+\.json: save\/bytes/), 1]);
    expect(readdirSync(join(corpus, 'fixed'))).toEqual([]);
    expect(readdirSync(join(corpus, 'findings'))).toEqual([`${caseId(caseOf(file))}.json`]);
    expect(await replayed(corpus)).toEqual([expect.stringMatching(/^STILL FAILS /), 1]);
  });

  it('counts interesting cases that fail in one line', async () => {
    const corpus = folder();
    const file = await findingOf('uint32-little-endian');
    const { format, suite, engine, firstSeen, seed, run, case: document } = file;
    const origin = { format, suite, engine, dialect, firstSeen, seed, run, case: document } as const;
    const interesting = { ...origin, kind: 'interesting', reached: ['pair a × b'] } as const;
    const of = caseOf(file);
    await keep(corpus, interesting, of);
    expect(await replayed(corpus)).toEqual(['1 interesting case fails\n', 1]);
    expect(await replayed(corpus, undefined, true)).toEqual([expect.stringMatching(/^FAILS NOW \w+ interesting\//), 1]);
    await keep(corpus, file, of);
    expect(await replayed(corpus)).toEqual([
      expect.stringMatching(/^STILL FAILS .*\n1 interesting case fails too\n$/),
      1,
    ]);
  });

  it('says nothing of the findings of another engine that pass, and moves none of them', async () => {
    const corpus = folder();
    const file = await findingOf('uint32-little-endian');
    await keep(corpus, { ...file, engine: { name: 'another', version: '1' } }, caseOf(file));
    expect(await replayed(corpus, createReferenceEngine({ dialect }))).toEqual(['', 0]);
    expect(await replayed(corpus)).toEqual([expect.stringMatching(/^FAILS NOW \w+ findings\//), 1]);
    expect(readdirSync(join(corpus, 'findings')).length).toBe(1);
  });

  it('has a case once that lies in findings and in fixed', async () => {
    const corpus = folder();
    const file = await findingOf('uint32-little-endian');
    await keep(corpus, file, caseOf(file));
    cpSync(join(corpus, 'findings'), join(corpus, 'fixed'), { recursive: true });
    expect(await replayed(corpus)).toEqual([expect.stringMatching(/^STILL FAILS .*\n$/), 1]);
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
    // The finding that was fixed, too.
    expect(again.out).toContain(`${kept.length + 1} PASSES`);
    expect(readdirSync(join(corpus, 'interesting'))).toEqual(kept);
  });
});
