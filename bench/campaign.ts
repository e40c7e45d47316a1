import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createStore, type CampaignStore } from '../campaign/fuzz/store.ts';
import { concludeCampaign } from '../campaign/fuzz/gather-parts.ts';
import type { FuzzPlan } from '../campaign/fuzz/plan.ts';
import { runChunk } from '../campaign/fuzz/run-chunk.ts';
import { headerRecord } from '../campaign/stream/parts.ts';
import type { ChunkRecord, HeaderRecord, TimeRecord } from '../campaign/stream/record.ts';
import { resultStreamLines } from '../campaign/stream/write.ts';
import { openCampaign } from '../cli/fuzz/folder.ts';
import { isProblem } from '../cli/outcome.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { lawsOfReleases } from '../spec/laws/index.ts';
import { main } from './command.ts';
import { costOfNode, ownCpu, type Cost } from './cpu.ts';
import type { Figure } from './figure.ts';
import { median } from './quantile.ts';

const dialect = 'qemu-11.1';
const ROUNDS = 5;
const RUNS = 1500;

/** By the third chunk V8 has compiled what it will. */
const WARM = 3;

/** Runs of a chunk, as `fuzz` has them unless told. */
export const CHUNK = 1000;

const plan: FuzzPlan = { dialect, seed: 1, chunk: CHUNK, laws: lawsOfReleases, level: 'must', known: undefined };

interface JudgedChunk {
  readonly chunk: ChunkRecord;
  readonly cpu: number;
}

let judged: Promise<JudgedChunk> | null = null;

/** A chunk of a campaign, and the CPU seconds that judging it took when all was warm; several parts need it. */
export function judgedChunk(): Promise<JudgedChunk> {
  judged ??= judgeChunk();
  return judged;
}

async function judgeChunk(): Promise<JudgedChunk> {
  const engine = createReferenceEngine({ dialect });
  const { signal } = new AbortController();
  let cpu = 0;
  let chunk: ChunkRecord | null = null;
  for (let first = 0; first < WARM * CHUNK; first += CHUNK) {
    const began = ownCpu();
    chunk = await runChunk(engine, plan, { first, runs: CHUNK }, { signal });
    cpu = ownCpu() - began;
  }
  if (chunk === null) throw new Error('unreachable');
  return { chunk, cpu };
}

/** What a campaign costs beside the judging of its cases, and what it remembers. */
export async function campaignFigures(): Promise<Figure[]> {
  const { chunk, cpu } = await judgedChunk();
  return [overhead(), await keeping(chunk, cpu), ...(await memory(chunk))];
}

function fuzzCost(...more: readonly string[]): Cost {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return costOfNode([main, 'fuzz', '--no-corpus', '--seed', '1', '--out', join(folder, 'out'), ...more]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In turn, so that a busy moment of the machine falls on both. */
function overhead(): Figure {
  const ratios = Array.from({ length: ROUNDS }, () => {
    const runs = ['--runs', String(RUNS), '--jobs', '1'];
    const check = costOfNode([main, 'check', '--seed', '1', ...runs]).cpu;
    return fuzzCost(...runs).cpu / check;
  });
  return { name: `campaign: fuzz over check, ${RUNS} runs`, value: 100 * (median(ratios) - 1), unit: '%' };
}

const KEPT = 100;

/** Writing so many chunks into a folder, reading them, adding them up and writing the stream, of the time to judge them. */
async function keeping(chunk: ChunkRecord, judge: number): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const opened = await openCampaign(join(folder, 'out'), header(KEPT));
    if (isProblem(opened)) throw new Error(opened.message);
    const began = ownCpu();
    await fill(opened.store, chunk, KEPT);
    await conclude(opened.store, KEPT);
    const spent = ownCpu() - began;
    return {
      name: 'campaign: writing and merging results, of the judging',
      value: (100 * spent) / (KEPT * judge),
      unit: '%',
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bytes of heap that every further chunk and every further case leaves behind. */
async function memory(chunk: ChunkRecord): Promise<Figure[]> {
  const name = (chunks: number): string => `campaign: heap after ${chunks} chunks of ${CHUNK}`;
  const heapAfter = async (chunks: number): Promise<number> => {
    const text = JSON.stringify(chunk);
    const store = createStore({ put: () => undefined, get: (first) => ({ ...chunk, first }) });
    // Every chunk an object of its own, as it comes from a worker.
    await fill(store, chunk, chunks, () => JSON.parse(text) as ChunkRecord);
    await conclude(store, chunks);
    return heap();
  };
  await heapAfter(10);
  const before = heap();
  const few = (await heapAfter(100)) - before;
  const many = (await heapAfter(1000)) - before;
  return [
    { name: name(100), value: few / 1024, unit: 'KB' },
    { name: name(1000), value: many / 1024, unit: 'KB' },
    { name: 'campaign: heap of each further 1000 cases', value: (await perCase()) / 1024, unit: 'KB' },
  ];
}

/** Chunks by which the heap is seen to grow, if it does. */
const FURTHER = 4;

/** What is still referred to after judging cases, once V8 has compiled what it will. */
async function perCase(): Promise<number> {
  const engine = createReferenceEngine({ dialect });
  const { signal } = new AbortController();
  const judge = (first: number, chunks: number): Promise<unknown> =>
    runChunk(engine, plan, { first, runs: chunks * CHUNK }, { signal });
  await judge(0, WARM);
  const before = heap();
  await judge(WARM * CHUNK, FURTHER);
  return (heap() - before) / FURTHER;
}

function header(chunks: number): HeaderRecord {
  const { hello } = createReferenceEngine({ dialect });
  return headerRecord({ suite: '0.0.0', hello, engineFlags: [], plan, range: { first: 0, runs: chunks * CHUNK } });
}

async function fill(store: CampaignStore, chunk: ChunkRecord, chunks: number, fresh = () => chunk): Promise<void> {
  for (let first = 0; first < chunks * CHUNK; first += CHUNK) {
    const time: TimeRecord = { kind: 'time', first, runs: CHUNK, finished: new Date().toISOString(), milliseconds: 1 };
    await store.addChunk({ ...fresh(), first }, time);
  }
}

async function conclude(store: CampaignStore, chunks: number): Promise<void> {
  const { parts } = await concludeCampaign({
    header: header(chunks),
    chunks: store.chunks,
    shrunk: store.shrunk(),
    times: store.times(),
  });
  let length = 0;
  for await (const line of resultStreamLines(parts)) length += line.length;
  if (length === 0) throw new Error('the stream is empty');
}

function heap(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc(); gc(); gc();');
  return process.memoryUsage().heapUsed;
}

/** Seconds of judging, beside which starting the workers is nothing. */
const WORKER_RUNS = 8000;

/** The wall clock of two workers: only true on a machine with two cores and nothing else to do. */
export function workerFigures(): Figure[] {
  const wall = (jobs: number): number => fuzzCost('--runs', String(WORKER_RUNS), '--jobs', String(jobs)).wall;
  const value = median(Array.from({ length: 3 }, () => wall(1) / wall(2)));
  return [{ name: `workers: fuzz with two over one, wall clock, ${WORKER_RUNS} runs`, value, unit: '×' }];
}
