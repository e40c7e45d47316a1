import { describe, expect, it } from 'vitest';
import type { Engine, Hello } from '../../engine/engine.ts';
import { faultyEngines } from '../../spec/faulty/registry.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { layout, memoryAfterLoad } from '../../layout/layout.ts';
import { sameMemory } from '../../spec/differences/memory-differences.ts';
import { prepare } from '../../spec/subject.ts';
import { generatorFor, caseOfRun } from '../case-of-run.ts';
import { commonGround } from './common-ground.ts';
import { differentMemory } from './compare-memory.ts';
import type { Aspect } from './difference.ts';
import { agree, sawNothing, type AspectResult, type CompareResult } from './result.ts';
import { runCompare } from './run.ts';

const dialect = 'qemu-10.2';
const reference = createReferenceEngine({ dialect });

/** `plain`: without tests, subsections and hooks, where one mistake leads to others. */
async function compareWith(b: Engine, runs: number, a: Engine = reference, plain = false): Promise<CompareResult> {
  const ground = commonGround(a.hello, b.hello) ?? a.hello;
  const common = plain
    ? { ...ground, features: ground.features.filter((feature) => !feature.startsWith('part:')) }
    : ground;
  return runCompare({ a: { name: 'a', engine: a }, b: { name: 'b', engine: b }, common, dialect, seed: 1, runs });
}

function faulty(id: string): Engine {
  const found = faultyEngines.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no faulty engine ${id}`);
  return found.create(dialect);
}

function differing({ aspects }: CompareResult): AspectResult[] {
  return aspects.filter((each) => each.differing > 0);
}

/** Enough for a few saves that a hook refuses. */
const CASES = 1000;

describe('runCompare', () => {
  it('finds no difference between an engine and itself', async () => {
    const result = await compareWith(createReferenceEngine({ dialect }), CASES);
    expect(agree(result)).toBe(true);
    expect(sawNothing(result)).toBe(false);
    expect(result.cases).toBe(CASES);
    const compared = (aspect: Aspect): number => result.aspects.find((each) => each.aspect === aspect)?.compared ?? 0;
    expect(compared('save/status')).toBe(CASES);
    // A save that a hook refuses has no stream to load.
    expect(compared('save/code')).toBeGreaterThan(0);
    expect(compared('save/wire')).toBe(CASES - compared('save/code'));
    // What a load of a state does that nobody can say is not compared further.
    expect(compared('load/memory')).toBeGreaterThan(0.98 * compared('load/status'));
    expect(compared('load/status')).toBeGreaterThan(0.98 * compared('save/wire'));
  });

  it.each([
    ['null-marker-zero', 'save/wire', 'bytes'],
    ['bool-loaded-inverted', 'load/memory', 'memory'],
    ['alloc-twice', 'load/memory', 'memory'],
    ['extra-byte-consumed', 'load/consumed', 'number'],
  ])('sees %s in %s alone, and shrinks it', async (id, aspect, kind) => {
    const result = await compareWith(faulty(id), 150, reference, true);
    const found = differing(result);
    expect(found.map((each) => each.aspect)).toEqual([aspect]);
    const divergence = found[0]?.divergence;
    expect(divergence?.difference.kind).toBe(kind);
    expect(divergence?.smallest.model.shape.members.length).toBeLessThanOrEqual(2);
  });

  it('names the bytes of A by the oracle, where A writes what the oracle does', async () => {
    const right = differing(await compareWith(faulty('null-marker-zero'), 50))[0]?.divergence?.difference;
    expect(right?.kind === 'bytes' && right.spans?.map(({ type }) => type)).toContain('null marker');
    const wrong = differing(await compareWith(reference, 50, faulty('null-marker-zero')))[0]?.divergence?.difference;
    expect(wrong).toMatchObject({ kind: 'bytes', spans: null });
  });

  it('reports pairs of different codes', async () => {
    const found = differing(await compareWith(faulty('refusal-code-of-the-other-release'), 600, reference, true));
    // The code becomes the stream's error, too, where a caller sets it.
    expect(found.map(({ aspect }) => aspect)).toEqual(['load/code', 'load/stream-error']);
    expect(found[0]?.pairs.map(({ what }) => what)).toContain('-5 | -22');
    expect(found[0]?.pairs.every(({ what }) => what.endsWith(' | -22'))).toBe(true);
  });

  it('names the fields that measure differently', async () => {
    const found = differing(await compareWith(faulty('multiply-elements-ignored'), 20)).find(
      ({ aspect }) => aspect === 'save/sizes',
    );
    const name = found?.divergence?.smallest.model.shape.members.find(({ count }) => count.kind === 'counted')?.name;
    expect(found?.divergence?.difference).toMatchObject({ kind: 'number', what: 'element count', path: name });
  });

  it('counts it as a difference when one gives no answer, and names it when neither does', async () => {
    const crash = { status: 'crashed', message: 'gone', stderr: '' } as const;
    const dead: Engine = { ...reference, save: () => crash, load: () => crash };
    const one = await compareWith(dead, 5);
    expect(differing(one)).toMatchObject([
      { aspect: 'save/status', differing: 5, pairs: [{ what: 'ok | crashed' }] },
      { aspect: 'load/status' },
    ]);
    const none = await compareWith(dead, 5, dead);
    expect(agree(none)).toBe(true);
    expect(sawNothing(none)).toBe(true);
    expect(none.unanswered).toEqual([{ what: 'both crashed in the save', cases: 5 }]);
  });

  it('sends requests to two programs at once and ends when interrupted', async () => {
    const late: Engine = {
      ...reference,
      save: (request) => Promise.resolve(reference.save(request)),
      load: (request) => Promise.resolve(reference.load(request)),
    };
    const result = await compareWith(late, 200, late);
    expect(agree(result) && result.cases).toBe(200);
    const common = reference.hello;
    const side = { name: 'a', engine: late };
    const stopped = await runCompare({
      a: side,
      b: side,
      common,
      dialect,
      seed: 1,
      runs: 200,
      signal: AbortSignal.abort(),
    });
    expect(stopped.cases).toBe(0);
  });
});

describe('commonGround', () => {
  const little: Hello = {
    ...reference.hello,
    abi: { pointerSize: 8, byteOrder: 'little' },
    features: ['VMS_ARRAY', 'info:bool'],
  };

  it('is what both support, on the host of the one that has one', () => {
    expect(commonGround(reference.hello, { ...little, features: ['info:bool', 'VMS_OTHER'] })).toMatchObject({
      abi: little.abi,
      features: ['info:bool'],
    });
  });

  it('does not exist between two hosts', () => {
    expect(commonGround(little, { ...little, abi: { pointerSize: 8, byteOrder: 'big' } })).toBeNull();
  });
});

describe('differentMemory', () => {
  it('skips exactly the unspecified bytes of fresh blocks', () => {
    const generator = generatorFor(reference.hello, dialect);
    let unspecified = 0;
    for (let run = 0; run < 200; run++) {
      const of = caseOfRun(generator, 3, run);
      const { decoded, stream } = prepare(of);
      if (decoded.verdict !== 'ok') continue;
      const laid = layout(of);
      const a = memoryAfterLoad(laid.plan, laid.destination, decoded, { fill: 0x11 });
      const b = memoryAfterLoad(laid.plan, laid.destination, decoded, { fill: 0x22 });
      const asked = { of, layout: laid, wire: stream };
      expect(differentMemory(asked, a, b)).toBeNull();
      if (sameMemory(a, b)) continue;
      unspecified++;
      const root = b.blocks[0]?.start ?? 0;
      b.bytes[root] = (b.bytes[root] ?? 0) ^ 1;
      expect(differentMemory(asked, a, b)).toMatchObject({ allocated: null, ranges: [{ block: 0, offset: 0 }] });
    }
    expect(unspecified).toBeGreaterThan(0);
  });
});
