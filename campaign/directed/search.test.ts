import { describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { engineWithFaults } from '../../spec/faulty/several-faults.ts';
import { faultyEngines } from '../../spec/faulty/registry.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import { formatCase, parseCase } from '../../vmstate/case/case-file.ts';
import { generatorFor, caseOfRun, rarityIn } from '../case-of-run.ts';
import { replayCase } from '../corpus/replay-case.ts';
import { coordinate } from '../fuzz/coordinate.ts';
import { doTask } from '../fuzz/do-task.ts';
import { concludeCampaign } from '../fuzz/gather-parts.ts';
import { createMemoryStore } from '../fuzz/memory-store.test-help.ts';
import type { FuzzPlan } from '../fuzz/plan.ts';
import { headerRecord } from '../stream/parts.ts';
import { readRecord } from '../stream/read.ts';
import { resultStreamText } from '../stream/text.test-help.ts';
import { DirectedSearch, type SearchOptions } from './search.ts';

const dialect = 'qemu-11.1';
const { hello } = createReferenceEngine({ dialect });
const generator = generatorFor(hello, dialect);
const RUNS = 120;

function search(part: Partial<SearchOptions> = {}): DirectedSearch {
  return new DirectedSearch({ generator, view: 'memory', seed: 5, kept: [], isLegal: () => true, ...part });
}

function texts(steered: DirectedSearch): string[] {
  return Array.from({ length: RUNS }, (_, run) => formatCase(steered.caseOf(run)));
}

describe('a directed search', () => {
  it('gives the same cases again; half are mutants, the others those of their runs', () => {
    const steered = search();
    const all = texts(steered);
    expect(texts(search())).toEqual(all);
    const plain = all.map((text, run) => text === formatCase(caseOfRun(generator, 5, run)));
    const mutants = all.flatMap((_, run) => (steered.mutantOf(run) === null ? [] : [run]));
    expect(mutants).toEqual(plain.flatMap((isPlain, run) => (isPlain ? [] : [run])));
    expect(mutants.length).toBeGreaterThan(RUNS / 3);
    expect(mutants.length).toBeLessThan((2 * RUNS) / 3);
    expect(mutants.filter((run) => rarityIn(run) !== undefined)).toEqual([]);
  });

  it('keeps the first cases to reach something, and says what it did', () => {
    const steered = search();
    texts(steered);
    const { kept, mutants, dropped, edges } = steered.take();
    expect([mutants > 0, dropped, edges]).toEqual([true, 0, 0]);
    const reached = kept.flatMap((each) => each.reached);
    expect(new Set(reached).size).toBe(reached.length);
    expect(reached.some((what) => what.startsWith('pair '))).toBe(true);
    expect(reached.some((what) => /^rule VMS-\S+ rejected$/.test(what))).toBe(true);
    expect(steered.take()).toEqual({ kept: [], mutants: 0, dropped: 0, edges: 0 });
  });

  it('drops mutants that are not legal, and counts them', () => {
    const steered = search({ isLegal: () => false });
    expect(texts(steered)).toEqual(Array.from({ length: RUNS }, (_, run) => formatCase(caseOfRun(generator, 5, run))));
    expect(steered.take()).toMatchObject({ mutants: 0, dropped: expect.any(Number) as number });
  });

  it('makes mutants of kept cases from the first run on, more of those that few reached', () => {
    const [rare, common] = [generator.fromSeed(1), generator.fromSeed(2)];
    const kept = [rare, common].map((of, i) => ({ of, reached: [`edge ${i}`] }));
    const chosen = new Map<unknown, number>();
    const counting = Object.assign(Object.create(generator) as typeof generator, {
      mutant: ({ of }: { readonly of: typeof rare }) => {
        chosen.set(of, (chosen.get(of) ?? 0) + 1);
        return rare;
      },
    });
    const steered = search({
      kept: [...kept, ...Array.from({ length: 8 }, () => kept[1] ?? kept[0])].flatMap((each) => each ?? []),
      generator: counting,
    });
    for (let run = 0; run < 60; run++) steered.caseOf(run);
    // One of ten entries; by chance it would be chosen as often as each of the others.
    expect(chosen.get(rare) ?? 0).toBeGreaterThan((chosen.get(common) ?? 0) / 9);
  });

  it('takes an edge for new only once, and not if an earlier campaign has reached it', () => {
    const steered = search({ kept: [{ of: generator.fromSeed(1), reached: ['edge 7'] }] });
    const of = steered.caseOf(0);
    steered.take();
    steered.reached(0, of, [7, 8, 9]);
    steered.reached(1, of, [8, 9]);
    expect(steered.take()).toMatchObject({ kept: [{ run: 0, reached: ['edge 8', 'edge 9'] }], edges: 2 });
  });
});

describe('a campaign of a directed search', () => {
  const faults = ['uint32-little-endian', 'list-end-missing'].map((id) => {
    const found = faultyEngines.find((each) => each.id === id);
    if (found === undefined) throw new Error('the fixture is broken');
    return found;
  });
  const { signal } = new AbortController();

  function planWith(engine: Engine): FuzzPlan {
    const laws = selectLaws(['save/bytes', 'load/values']);
    const directed = search({ generator: generatorFor(engine.hello, dialect) });
    return { dialect, seed: 7, chunk: 20, laws, level: 'quirk', known: undefined, directed };
  }

  it('has findings that stand for themselves: a failing mutant is in the stream', async () => {
    const engine = engineWithFaults(faults, dialect);
    const plan = planWith(engine);
    const store = createMemoryStore();
    const range = { first: 0, runs: 60 };
    await coordinate<never>({
      range,
      chunk: plan.chunk,
      store,
      runners: [(task) => doTask(engine, plan, task, { signal })],
      enough: signal,
      signal,
      isProblem: (result): result is never => !('kind' in result),
    });
    const header = headerRecord({ suite: '0.0.0', hello: engine.hello, engineFlags: [], plan, range });
    const { parts, unshrunk } = await concludeCampaign({
      header,
      chunks: store.chunks,
      shrunk: store.shrunk(),
      times: [],
    });
    expect(unshrunk).toBe(0);
    const lines = (await resultStreamText(parts)).trimEnd().split('\n');
    const records = lines.map((line) => readRecord(line));
    expect(records.filter(({ ok }) => !ok)).toEqual([]);
    expect(header.schedule).toEqual({ chunk: 20, directed: true });
    const failures = records.flatMap((read) => (read.ok && read.value.kind === 'chunk' ? read.value.failures : []));
    expect(failures.some((failure) => failure.case !== undefined)).toBe(true);
    expect(parts.findings.map(({ signature }) => signature.rule).sort()).toEqual(['VMS-LIST-1', 'VMS-WIRE-1']);
    for (const { failure, signature } of parts.findings) {
      const read = parseCase(JSON.stringify(failure.smallest));
      if (!read.ok) throw new Error('the finding has no case');
      expect(await replayCase(read.value, { kind: 'finding', signature }, engine, plan)).toMatchObject({
        outcome: 'still fails',
      });
    }
  });

  it('asks an engine for its edges after each case, one case at a time', async () => {
    const right = createReferenceEngine({ dialect });
    let asked = 0;
    let inFlight = 0;
    const engine: Engine = {
      ...right,
      save: async (request) => {
        inFlight++;
        await new Promise(setImmediate);
        const saved = right.save(request);
        inFlight--;
        return saved;
      },
      coverage: () => {
        expect(inFlight).toBe(0);
        return { status: 'ok', edges: [asked++ % 10] };
      },
    };
    const result = await doTask(engine, planWith(engine), { kind: 'chunk', range: { first: 0, runs: 30 } }, { signal });
    expect(asked).toBe(30);
    expect(result).toMatchObject({ search: { edges: 10 } });
  });
});
