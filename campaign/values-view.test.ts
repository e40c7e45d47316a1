import { describe, expect, it } from 'vitest';
import { lawsOfReleases as laws, selectLaws } from '../spec/laws/index.ts';
import { dialects } from '../vmstate/dialect.ts';
import type { StructShape, StructValue, Value } from '../vmstate/model/model.ts';
import { sampleCase } from '../vmstate/case/sample.test-help.ts';
import { runCompare } from './compare/run.ts';
import { agree } from './compare/result.ts';
import { commonGround } from './compare/common-ground.ts';
import type { CampaignResult } from './result.ts';
import { runCampaign } from './run.ts';
import { evaluateLaws } from './shrink.ts';
import { valuesEngine, type Mistake } from './values-engine.test-help.ts';
import type { Engine } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';

const dialect = 'qemu-11.1';

function campaign(mistake?: Mistake, chosen = laws): Promise<CampaignResult> {
  return runCampaign({ engine: valuesEngine(dialect, mistake), dialect, seed: 3, runs: 200, laws: chosen });
}

function failing({ laws: results }: CampaignResult): string[] {
  return results.filter(({ failure }) => failure !== null).map(({ law }) => law.id);
}

/** The same tree with its first number, however deep, replaced. */
function altered(values: readonly Value[]): StructValue {
  let done = false;
  const walk = (value: Value): Value => {
    if (done) return value;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'number') return value;
    done = true;
    return value === 0 ? 1 : 0;
  };
  return values.map(walk);
}

describe('an engine that sees values', () => {
  it.each(dialects)('obeys every law about what it sees, and no other is tried: %s', async (standard) => {
    const engine = valuesEngine(standard);
    const result = await runCampaign({ engine, dialect: standard, seed: 3, runs: 300, laws });
    expect(failing(result)).toEqual([]);
    expect(result.lawsLeftOut).toEqual(laws.filter(({ view }) => view === 'memory').map(({ id }) => id));
    expect(result.lawsLeftOut).toContain('load/frame');
    expect(result.leftOut).toEqual(['part:hooks', 'op:vmdesc', 'op:trace', 'op:written', 'op:message']);
    for (const id of [
      'save/bytes',
      'load/values',
      'load/verdict',
      'load/truncated',
      'load/version',
      'equivalence/varray',
    ]) {
      expect(result.laws.find(({ law }) => law.id === id)?.verdicts.conform, id).toBeGreaterThan(0);
    }
  });

  it('lists memory laws only by name', async () => {
    const result = await campaign(undefined, selectLaws(['load/frame', 'save/frame']));
    expect([result.laws, result.lawsLeftOut]).toEqual([[], ['save/frame', 'load/frame']]);
  });

  it('is caught when a value is not restored', async () => {
    expect(failing(await campaign((_, after) => altered(after)))).toEqual(
      expect.arrayContaining(['load/values', 'load/truncated']),
    );
  });

  it('is caught when it does not save again what it has loaded', async () => {
    const right = valuesEngine(dialect);
    const engine: Engine = {
      ...right,
      load: async (request) => {
        const loaded = await right.load(request);
        return loaded.status === 'ok' ? { ...loaded, resaved: null } : loaded;
      },
    };
    const result = await runCampaign({ engine, dialect, seed: 3, runs: 20, laws });
    expect(failing(result)).toEqual(['load/resave']);
  });

  it('reports the state of the device before the return code', async () => {
    const right = valuesEngine(dialect, (before) => before);
    const engine: Engine = {
      ...right,
      load: async (request) => {
        const loaded = await right.load(request);
        return loaded.status === 'rejected' && loaded.left !== null
          ? { ...loaded, left: { ...loaded.left, streamError: 0 } }
          : loaded;
      },
    };
    const { laws: results } = await runCampaign({
      engine,
      dialect,
      seed: 3,
      runs: 200,
      laws: selectLaws(['load/truncated']),
    });
    expect(results[0]?.failing.map(({ rule }) => rule)).toContain('VMS-LOAD-4');
  });

  it('is caught when it restores nothing at all', async () => {
    expect(failing(await campaign((before) => before))).toContain('load/values');
  });

  it('is caught when a refused load changes what it did not come to', async () => {
    const result = await campaign(
      (before, after) => (before === after ? after : altered(before)),
      selectLaws(['load/version', 'load/truncated']),
    );
    expect(failing(result)).toEqual(['load/version', 'load/truncated']);
  });

  it('has a failure report that names the member', async () => {
    const [law] = selectLaws(['load/values']);
    if (law === undefined) throw new Error('there is no such law');
    const [violation] = await evaluateLaws(
      sampleCase,
      valuesEngine(dialect, (_, after) => altered(after)),
      [law],
    );
    expect(violation).toMatchObject({ law: 'load/values', verdict: 'nonconform' });
    const name = sampleCase.model.shape.members[0]?.name ?? '';
    expect(violation?.evidence).toMatchObject({
      kind: 'answer',
      expected: expect.stringContaining(`${name} is `) as unknown,
    });
  });

  it('gets the same cases whatever host there is', async () => {
    const shapes: StructShape[] = [];
    const engine = valuesEngine(dialect);
    await runCampaign({
      engine: {
        ...engine,
        save: (request) => {
          if (request.model !== undefined) shapes.push(request.model.shape);
          expect(request.memory.abi.pointerSize).toBe(8);
          return engine.save(request);
        },
      },
      dialect,
      seed: 1,
      runs: 20,
      laws: selectLaws(['save/bytes']),
    });
    expect(shapes).toHaveLength(20);
  });
});

describe('compare', () => {
  it.each(['memory', 'values'] as const)('takes an engine that sees values beside one that sees %s', async (view) => {
    const a = valuesEngine(dialect);
    const b = view === 'values' ? valuesEngine(dialect) : createReferenceEngine({ dialect });
    const common = commonGround(a.hello, b.hello);
    if (common === null) throw new Error('no common ground');
    const result = await runCompare({
      a: { name: 'a', engine: a },
      b: { name: 'b', engine: b },
      common,
      dialect,
      seed: 4,
      runs: 100,
    });
    expect(agree(result)).toBe(true);
    const compared = Object.fromEntries(result.aspects.map(({ aspect, compared: n }) => [aspect, n]));
    // The save of a device whose put fails has no wire.
    expect([compared['save/status'], (compared['save/wire'] ?? 0) > 90]).toEqual([100, true]);
    expect([(compared['load/values'] ?? 0) > 0, compared['load/memory']]).toEqual([view === 'values', 0]);
  });
});
