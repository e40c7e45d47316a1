import { expect, it } from 'vitest';
import { engineWithFaults } from '../../spec/faulty/several-faults.ts';
import { faultyEngines, type FaultyEngine } from '../../spec/faulty/registry.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import { fieldsOf } from '../../generators/shrink/shrink-case.ts';
import { parseCase } from '../../vmstate/case/case-file.ts';
import { replayCase } from '../corpus/replay-case.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { headerRecord } from '../stream/parts.ts';
import { resultStreamText } from '../stream/text.test-help.ts';
import { coordinate } from './coordinate.ts';
import { doTask } from './do-task.ts';
import { concludeCampaign, type Conclusion } from './gather-parts.ts';
import type { FuzzPlan } from './plan.ts';
import { createMemoryStore } from './memory-store.test-help.ts';
import type { RunRange } from '../stream/record.ts';

const dialect = 'qemu-11.1';

/** Five bugs, the rule of each, and the traits that its device must have. */
const bugs = [
  ['uint16-in-host-order', 'VMS-WIRE-1'],
  ['struct-array-packed', 'VMS-STRUCT-1'],
  ['alloc-one-short', 'VMS-ALLOC-1'],
  ['list-end-missing', 'VMS-LIST-1'],
  ['needed-inverted', 'VMS-SUB-1'],
] as const;

function faultOf(id: string): FaultyEngine {
  const found = faultyEngines.find((each) => each.id === id);
  if (found === undefined) throw new Error('the fixture is broken');
  return found;
}

const engine = engineWithFaults(
  bugs.map(([id]) => faultOf(id)),
  dialect,
);

const plan: FuzzPlan = {
  dialect,
  seed: 5,
  chunk: 50,
  laws: selectLaws(['save/bytes', 'load/verdict', 'load/values', 'load/frame']),
  level: 'quirk',
  known: undefined,
};

async function campaign(ranges: readonly RunRange[]): Promise<Conclusion> {
  const { signal } = new AbortController();
  const stores = await Promise.all(
    ranges.map(async (range) => {
      const store = createMemoryStore();
      await coordinate<never>({
        range,
        chunk: plan.chunk,
        store,
        runners: [(task) => doTask(engine, plan, task, { signal })],
        enough: signal,
        signal,
        isProblem: (result): result is never => !('kind' in result),
      });
      return store;
    }),
  );
  const whole = { first: 0, runs: 200 };
  const times = stores.map((store) => store.times()[0]?.first ?? 0);
  const inOrder = stores.map((_, i) => i).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  return await concludeCampaign({
    header: headerRecord({ suite: '0.0.0', hello: engine.hello, engineFlags: [], plan, range: whole }),
    chunks: async function* () {
      for (const i of inOrder) yield* stores[i]?.chunks() ?? [];
    },
    shrunk: stores.flatMap((store) => store.shrunk()),
    times: [],
  });
}

it('names five planted bugs, each once, each by a minimal device, whatever the shards; all are fixed afterwards', async () => {
  const whole = await campaign([{ first: 0, runs: 200 }]);
  const { findings } = whole.parts;
  expect(whole.unshrunk).toBe(0);
  expect(findings.map(({ signature }) => signature.rule).sort()).toEqual(bugs.map(([, rule]) => rule).sort());
  const shards = await campaign([
    { first: 100, runs: 100 },
    { first: 0, runs: 100 },
  ]);
  expect(await resultStreamText(shards.parts)).toBe(await resultStreamText(whole.parts));
  expect(findings.flatMap(({ lookAlikes = [] }) => lookAlikes).length).toBeGreaterThan(0);
  for (const finding of findings) {
    // A whole case that shows two bugs is explained by neither; where bugs are named, the planted one is among them.
    const [planted] = bugs.filter(([, rule]) => rule === finding.signature.rule);
    const named = (finding.lookAlikes ?? []).map(({ id }) => id);
    if (named.length > 0) expect(named).toContain(planted?.[0]);
    const of = caseOf(finding.failure.smallest);
    expect([finding.signature.rule, fieldsOf(of.model) <= 3]).toEqual([finding.signature.rule, true]);
    expect(await replayCase(of, { kind: 'finding', signature: finding.signature }, engine, plan)).toMatchObject({
      outcome: 'still fails',
    });
    const right = createReferenceEngine({ dialect });
    expect(await replayCase(of, { kind: 'finding', signature: finding.signature }, right, plan)).toEqual({
      outcome: 'fixed',
    });
  }
});

function caseOf(json: unknown): Case {
  const read = parseCase(JSON.stringify(json));
  if (!read.ok) throw new Error('the stream has no case');
  return read.value;
}
