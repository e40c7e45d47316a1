import { describe, expect, it } from 'vitest';
import { runCampaign, type CampaignOptions } from '../../campaign/run.ts';
import type { KnownList } from '../../campaign/known-failing/entry.ts';
import { parseKnownFailing } from '../../campaign/known-failing/parse.ts';
import type { CampaignResult } from '../../campaign/result.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import { isProblem, usageProblem } from '../problem.ts';
import { carryOut } from './carry-out.ts';
import { divide, type Order, type Report } from './order.ts';
import { spread, type StartJob } from './spread.ts';

const known = knownList('promise/vmdesc | known\nlaw=save/bytes case=0123456789ab | not judged\n');

const dialect = 'qemu-11.1';
const ids = ['save/bytes', 'load/verdict', 'promise/vmdesc', 'promise/round-trip'];
const order: Order = {
  flags: { engine: 'reference', dialect },
  dialect,
  seed: 3,
  firstRun: 7,
  runs: 900,
  laws: ids,
  known,
};
const watch = { signal: new AbortController().signal, onProgress: (): void => undefined };

/** Carries out here what another process would, and sends what it would. */
const startHere: StartJob = (onReport, onEnd) => {
  const controller = new AbortController();
  const carry = async (order: Order): Promise<void> => {
    const outcome = await carryOut(structuredClone(order), {}, controller.signal, (done) => {
      onReport({ kind: 'progress', done });
    });
    onReport(structuredClone<Report>(isProblem(outcome) ? outcome : { kind: 'shard', shard: outcome }));
    onEnd();
  };
  return {
    tell(instruction) {
      if (instruction.kind === 'stop') controller.abort();
      else void carry(instruction.order);
    },
  };
};

function knownList(text: string): KnownList {
  const list = parseKnownFailing(text, 'known.txt');
  if ('problem' in list) throw new Error(list.problem);
  return list;
}

async function result(jobs: number): Promise<CampaignResult> {
  const options: CampaignOptions = {
    engine: createReferenceEngine({ dialect }),
    dialect,
    seed: 3,
    firstRun: 7,
    runs: 900,
    laws: selectLaws(ids),
    known,
  };
  const shards = jobs === 1 ? undefined : await spread(order, jobs, watch, startHere);
  if (shards !== undefined && 'kind' in shards) throw new Error(shards.message);
  return { ...(await runCampaign({ ...options, shards })), milliseconds: 0 };
}

describe('a campaign that several processes share', () => {
  it.each([2, 3, 7])('tells the same as one that a single process carries out: %i', async (jobs) => {
    const alone = await result(1);
    expect(alone.laws.some(({ failure }) => failure !== null)).toBe(true);
    expect(await result(jobs)).toEqual(alone);
  });

  it('gives every run to one of them, and nobody nothing', () => {
    const ranges = (runs: number, jobs: number): number[][] =>
      divide({ ...order, firstRun: 10, runs }, jobs).map(({ firstRun, runs: n }) => [firstRun, n]);
    expect(ranges(10, 3)).toEqual([
      [10, 3],
      [13, 3],
      [16, 4],
    ]);
    expect(ranges(2, 5)).toEqual([
      [10, 1],
      [11, 1],
    ]);
  });

  it('adds their progress up', async () => {
    const seen: number[] = [];
    await spread({ ...order, runs: 1200 }, 2, { ...watch, onProgress: (done) => seen.push(done) }, startHere);
    expect(seen.every((done, i) => done > (seen[i - 1] ?? 0))).toBe(true);
    expect(seen.at(-1)).toBeGreaterThan(600);
  });

  it('says what keeps one of them from its engine', async () => {
    const start: StartJob = (onReport) => ({
      tell: () => {
        onReport(usageProblem('no such engine'));
      },
    });
    expect(await spread(order, 2, watch, start)).toEqual(usageProblem('no such engine'));
  });

  it('is interrupted as a whole, and keeps what it has', async () => {
    const shards = await spread({ ...order, runs: 1_000_000 }, 2, { ...watch, signal: AbortSignal.abort() }, startHere);
    expect(shards).toMatchObject([{ census: { cases: 0 } }, { census: { cases: 0 } }]);
  });

  it('does not wait for one that has died, and stops the others', async () => {
    const told: string[] = [];
    const start: StartJob = (_, onEnd) => ({
      tell(instruction) {
        if (instruction.kind === 'stop') told.push('stop');
        else if (instruction.order.firstRun > order.firstRun) onEnd();
      },
    });
    await expect(spread(order, 2, watch, start)).rejects.toThrow('ended without a word');
    expect(told).toContain('stop');
  });
});
