import { describe, expect, it } from 'vitest';
import { shardOf } from '../../campaign/shard.ts';
import { newState } from '../../campaign/state.ts';
import { runCampaign, type CampaignOptions } from '../../campaign/run.ts';
import type { KnownList } from '../../campaign/known-failing/entry.ts';
import { parseKnownFailing } from '../../campaign/known-failing/parse.ts';
import type { CampaignResult } from '../../campaign/result.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import { isProblem, usageProblem } from '../outcome.ts';
import { splitJob, type Job, type WorkerReport } from './job.ts';
import { runJob } from './run-job.ts';
import { runInWorkers, type StartWorker } from './worker-pool.ts';

const known = knownList('promise/vmdesc | known\nlaw=save/bytes case=0123456789ab | not judged\n');

const dialect = 'qemu-11.1';
const ids = ['save/bytes', 'load/verdict', 'promise/vmdesc', 'promise/round-trip'];
const whole: Job = {
  flags: { engine: 'reference', dialect },
  dialect,
  seed: 3,
  firstRun: 7,
  runs: 900,
  laws: ids,
  known,
};
const watch = { signal: new AbortController().signal, onProgress: (): void => undefined };

/** A worker in this process. */
const startHere: StartWorker = (onReport, onEnd) => {
  const controller = new AbortController();
  const run = async (job: Job): Promise<void> => {
    const outcome = await runJob(structuredClone(job), {}, controller.signal, onReport);
    onReport(structuredClone<WorkerReport>(isProblem(outcome) ? outcome : { kind: 'shard', shard: outcome }));
    onEnd('ended');
  };
  return {
    send(request) {
      if (request.kind === 'stop') controller.abort();
      else void run(request.job);
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
  const shards = jobs === 1 ? undefined : await runInWorkers(whole, jobs, watch, startHere);
  if (shards !== undefined && 'kind' in shards) throw new Error(shards.message);
  return { ...(await runCampaign({ ...options, shards })), milliseconds: 0 };
}

describe('runInWorkers', () => {
  it.each([2, 3, 7])('gives the same result as a single process: %i workers', async (jobs) => {
    const alone = await result(1);
    expect(alone.laws.some(({ failure }) => failure !== null)).toBe(true);
    expect(await result(jobs)).toEqual(alone);
  });

  it('splits the runs into ranges that are not empty', () => {
    const ranges = (runs: number, jobs: number): number[][] =>
      splitJob({ ...whole, firstRun: 10, runs }, jobs).map(({ firstRun, runs: n }) => [firstRun, n]);
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

  it('adds up progress', async () => {
    const seen: number[] = [];
    await runInWorkers({ ...whole, runs: 1200 }, 2, { ...watch, onProgress: (done) => seen.push(done) }, startHere);
    expect(seen.every((done, i) => done > (seen[i - 1] ?? 0))).toBe(true);
    expect(seen.at(-1)).toBeGreaterThan(600);
  });

  it('counts failing cases over all workers, and stops them all', async () => {
    const stops: number[] = [];
    const cases = new Map([
      [0, 60],
      [1, 40],
    ]);
    let worker = 0;
    const start: StartWorker = (onReport) => {
      const at = worker++;
      return {
        send(request) {
          if (request.kind === 'run')
            onReport({ kind: 'failing', finding: 'verdict crashed', cases: cases.get(at) ?? 0 });
          else {
            stops.push(at);
            onReport({ kind: 'shard', shard: shardOf(newState([], undefined), []) });
          }
        },
      };
    };
    const shards = await runInWorkers({ ...whole, limits: { failures: 100 } }, 2, watch, start);
    expect(stops).toEqual([0, 1]);
    expect(shards).toMatchObject([{ stopped: '100 failing cases alike: verdict crashed' }, {}]);
  });

  it('returns the problem of a worker', async () => {
    const start: StartWorker = (onReport) => ({
      send: () => {
        onReport(usageProblem('no such engine'));
      },
    });
    expect(await runInWorkers(whole, 2, watch, start)).toEqual(usageProblem('no such engine'));
  });

  it('stops all workers on abort and keeps their results', async () => {
    const shards = await runInWorkers(
      { ...whole, runs: 1_000_000 },
      2,
      { ...watch, signal: AbortSignal.abort() },
      startHere,
    );
    expect(shards).toMatchObject([{ statistics: { cases: 0 } }, { statistics: { cases: 0 } }]);
  });

  it('does the runs of a worker that dies again, names what killed it, and gives up the second time', async () => {
    const sent: string[] = [];
    const start: StartWorker = (_, onEnd) => ({
      send(request) {
        if (request.kind === 'stop') sent.push('stop');
        else if (request.job.firstRun > whole.firstRun) onEnd('was killed by SIGKILL');
      },
    });
    const warnings: string[] = [];
    const first: StartWorker = (onReport, onEnd) => {
      const worker = start(onReport, onEnd);
      const other = startHere(onReport, () => undefined);
      return {
        send(request) {
          worker.send(request);
          if (request.kind === 'stop' || request.job.firstRun === whole.firstRun) other.send(request);
        },
      };
    };
    const outcome = await runInWorkers(whole, 2, { ...watch, onWarning: (text) => void warnings.push(text) }, first);
    expect(warnings).toEqual(['a worker process was killed by SIGKILL; its 450 runs are done again']);
    expect(outcome).toMatchObject({
      kind: 'problem',
      message: 'the worker process of runs 457 to 906 was killed by SIGKILL, twice: they were not judged',
    });
    expect(sent).toContain('stop');
  });
});
