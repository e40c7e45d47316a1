import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../engine/reference/create.ts';
import type { SaveOutcome } from '../engine/engine.ts';
import { cases } from '../generators/cases.ts';
import { formatCase, parseCase } from '../vmstate/case/case-file.ts';
import { issuesText } from '../vmstate/issue.ts';
import { laws } from './catalog.ts';
import { assertConforms, check, judge } from './check.ts';
import { NonconformityError } from './nonconformity-error.ts';

const reference = createReferenceEngine({ dialect: 'qemu-11.1' });

/** Flips the first byte of every save. */
const flipping = {
  ...reference,
  hello: { ...reference.hello, name: 'flipping' },
  save(request: Parameters<typeof reference.save>[0]): SaveOutcome {
    const saved = reference.save(request);
    return saved.status === 'ok' && saved.wire.length > 0
      ? { ...saved, wire: saved.wire.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) }
      : saved;
  },
};

describe('check', () => {
  it('passes the reference engine by every law, in its own dialect', async () => {
    const result = await check(reference, { runs: 300, seed: 1 });
    expect(result).toMatchObject({ passed: true, dialect: 'qemu-11.1', level: 'must', seed: 1, runs: 300, cases: 300 });
    expect(result.laws.map(({ id }) => id)).toEqual(laws.map(({ id }) => id));
    expect(result.laws.filter(({ failure }) => failure !== null)).toEqual([]);
  });

  it('reports the smallest case, and the call that replays it fails again', async () => {
    const result = await check(flipping, { runs: 50, seed: 1, laws: ['save/bytes'] });
    const failure = result.laws[0]?.failure;
    expect(result.passed).toBe(false);
    expect(failure).toMatchObject({ law: 'save/bytes', verdict: 'nonconform' });
    expect(failure?.case.model.shape.members.length).toBeLessThanOrEqual(2);
    const run = failure?.run ?? -1;
    expect(failure?.text).toContain(
      `check(engine, { dialect: 'qemu-11.1', seed: 1, run: ${run}, laws: ['save/bytes'] })`,
    );
    expect(await check(flipping, { seed: 1, run, laws: ['save/bytes'] })).toMatchObject({ passed: false, runs: 1 });
  });

  it('lets known failures pass, and fails when one no longer fails', async () => {
    const knownFailing = 'save/bytes | flips a bit |';
    const options = { runs: 50, seed: 1, laws: ['save/bytes'], knownFailing };
    expect(await check(flipping, options)).toMatchObject({ passed: true, knownThatPass: [] });
    expect(await check(reference, { ...options, runs: 1000 })).toMatchObject({
      passed: false,
      knownThatPass: ['save/bytes'],
    });
  });

  it('ends early when aborted', async () => {
    const result = await check(reference, { runs: 300, signal: AbortSignal.abort() });
    expect(result.cases).toBe(0);
  });

  it.each([
    [{ runs: 0 }, 'runs: 0 is not an integer from 1 to 2147483647'],
    [{ seed: 2 ** 31 }, 'seed: 2147483648 is not an integer from -2147483648 to 2147483647'],
    [{ run: -1 }, 'run: -1 is not an integer from 0 to 2147483647'],
    [{ laws: ['nothing/*'] }, 'laws: no law matches nothing/*'],
    [{ knownFailing: 'save/bytes' }, 'knownFailing:1: a reason is missing'],
  ])('rejects %j', async (options, message) => {
    await expect(check(reference, options)).rejects.toThrow(RangeError);
    await expect(check(reference, options)).rejects.toThrow(message);
  });

  it('rejects an engine that lists too little for any case', async () => {
    const bare = { ...reference, hello: { ...reference.hello, features: ['VMS_SINGLE'] } };
    await expect(check(bare)).rejects.toThrow('no case can be generated');
  });
});

describe('one case', () => {
  it('conforms in a property', async () => {
    await fc.assert(
      fc.asyncProperty(cases({ dialect: 'qemu-11.1' }), (of) => assertConforms(of, reference)),
      { numRuns: 50, seed: 1 },
    );
  });

  it('is shrunk by fast-check, and fails again from its file', async () => {
    const details = await fc.check(
      fc.asyncProperty(cases({ dialect: 'qemu-11.1' }), (of) => assertConforms(of, flipping)),
      { seed: 1 },
    );
    expect(details.errorInstance).toBeInstanceOf(NonconformityError);
    const [smallest] = details.counterexample ?? [];
    const read = parseCase(smallest === undefined ? '' : formatCase(smallest));
    if (!read.ok) throw new Error(issuesText(read.issues, 'case'));
    const failures = await judge(read.value, flipping);
    expect(failures.map(({ law }) => law)).toContain('save/bytes');
    expect(new NonconformityError(failures).message).toContain('save/bytes: nonconform');
  });
});
