import { expect, it } from 'vitest';
import { faultyEngines } from '../../spec/faulty/registry.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import { bytes, member, scalar, shape } from '../../vmstate/model/shapes.test-help.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import type { Model } from '../../vmstate/model/model.ts';
import type { Failure } from '../result.ts';
import { runCampaign } from '../run.ts';
import { compareRanks, ranksOf } from './ranks.ts';

const dialect = 'qemu-11.1';

async function anyFailure(): Promise<Failure> {
  const engine = faultyEngines.find(({ id }) => id === 'uint32-little-endian')?.create(dialect);
  if (engine === undefined) throw new Error('the fixture is broken');
  const { findings } = await runCampaign({ engine, dialect, seed: 5, runs: 20, laws: selectLaws(['save/bytes']) });
  const [first] = findings;
  if (first === undefined) throw new Error('it is not found');
  return first.failure;
}

it('puts numbers alone, of which all else is made, before a smaller device of anything else', async () => {
  const failure = await anyFailure();
  const ranks = (model: Model, isDirect: boolean): number[] =>
    ranksOf(
      { failure: { ...failure, smallest: { ...failure.smallest, model } }, lookAlikes: [] },
      { isDirect, rules: new Set() },
    );
  const numbers = { shape: shape('dev', [scalar('a', 'uint32'), scalar('b', 'uint8')]), values: [258, 7] };
  const others = [
    { shape: shape('dev', [member('a', { kind: 'bytearray' })]), values: [bytes('')] },
    { shape: shape('dev', [scalar('a', 'uint32', { version: 1 })]), values: [1] },
    { shape: { ...shape('dev', [scalar('a', 'uint32')]), hooks: { pre_save: 0 } }, values: [1] },
  ];
  for (const other of others) expect(compareRanks(ranks(numbers, false), ranks(other, true))).toBeLessThan(0);
  expect(compareRanks(ranks(numbers, true), ranks(numbers, false))).toBeLessThan(0);
  expect(compareRanks(ranks(numbers, true), ranks(numbers, true))).toBe(0);
});

it('puts what an engine dies of first, but not where it only loads what it saved itself', async () => {
  const failure = await anyFailure();
  const ranks = (law: string, verdict: 'crashed' | 'nonconform'): number[] =>
    ranksOf(
      { failure: { ...failure, violation: { ...failure.violation, law, verdict } }, lookAlikes: [] },
      { isDirect: true, rules: new Set() },
    );
  expect(compareRanks(ranks('save/bytes', 'crashed'), ranks('save/bytes', 'nonconform'))).toBeLessThan(0);
  expect(compareRanks(ranks('promise/round-trip', 'crashed'), ranks('save/bytes', 'nonconform'))).toBeGreaterThan(0);
});

it('puts temporary objects behind hooks, if those are broken too, and what comes too late before all else', async () => {
  const failure = await anyFailure();
  const ranks = (rule: RuleId, others: readonly RuleId[], received = 'b, a'): number[] =>
    ranksOf(
      {
        failure: {
          ...failure,
          violation: { ...failure.violation, rule, evidence: { kind: 'answer', expected: 'a, b', received } },
        },
        lookAlikes: [],
      },
      { isDirect: true, rules: new Set([rule, ...others]) },
    );
  const hooks = ranks('VMS-HOOK-1', ['VMS-TMP-1'], 'a');
  expect(compareRanks(hooks, ranks('VMS-TMP-1', ['VMS-HOOK-1']))).toBeLessThan(0);
  expect(compareRanks(hooks, ranks('VMS-TMP-1', []))).toBe(0);
  expect(compareRanks(ranks('VMS-HOOK-1', ['VMS-TMP-1']), hooks)).toBeLessThan(0);
});
