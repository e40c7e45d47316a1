import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { coordinate } from '../../campaign/fuzz/coordinate.ts';
import { concludeCampaign } from '../../campaign/fuzz/gather-parts.ts';
import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import { runChunk } from '../../campaign/fuzz/run-chunk.ts';
import type { TaskResult } from '../../campaign/fuzz/task.ts';
import { headerRecord } from '../../campaign/stream/parts.ts';
import { readRecord } from '../../campaign/stream/read.ts';
import type { ChunkRecord } from '../../campaign/stream/record.ts';
import { resultStreamLines } from '../../campaign/stream/write.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { lawsOfReleases } from '../../spec/laws/index.ts';
import { isProblem, type CommandProblem } from '../outcome.ts';
import { openSpill } from './spill.ts';

const dialect = 'qemu-11.1';
const engine = createReferenceEngine({ dialect });
const CHUNK = 30;
const plan: FuzzPlan = { dialect, seed: 5, chunk: CHUNK, laws: lawsOfReleases, level: 'quirk', known: undefined };

setFlagsFromString('--expose-gc');

/** Bytes of the heap that something still refers to. */
function heap(): number {
  runInNewContext('gc(); gc(); gc();');
  return process.memoryUsage().heapUsed;
}

/** As a worker process sends it: an object of its own. */
function copyOf(text: string): ChunkRecord {
  const read = readRecord(text);
  if (!read.ok || read.value.kind !== 'chunk') throw new Error('unreachable');
  return read.value;
}

interface Growth {
  /** Bytes of the chunks' records as text: in memory they are more. */
  readonly records: number;
  /** Bytes that the heap has grown by in the campaign, and until its stream was written. */
  readonly run: number;
  readonly told: number;
}

/** Runs a campaign whose chunks are all alike. */
async function growth(chunks: number): Promise<Growth> {
  const { signal } = new AbortController();
  const sample = await runChunk(engine, plan, { first: 0, runs: CHUNK }, { signal });
  if (sample === null) throw new Error('unreachable');
  const text = JSON.stringify(sample);
  const before = heap();
  const range = { first: 0, runs: CHUNK * chunks };
  const opened = openSpill();
  if (isProblem(opened)) throw new Error(opened.message);
  const { store, close } = opened;
  await coordinate<CommandProblem>({
    range,
    chunk: CHUNK,
    store,
    runners: [
      (task): Promise<TaskResult> =>
        Promise.resolve(
          task.kind === 'chunk'
            ? { kind: 'chunk', chunk: { ...copyOf(text), ...task.range }, milliseconds: 1 }
            : { kind: 'shrink', finding: null },
        ),
    ],
    enough: signal,
    signal,
    isProblem,
  });
  const run = heap() - before;
  const header = headerRecord({ suite: '0.0.0', hello: engine.hello, engineFlags: [], plan, range });
  const { parts } = await concludeCampaign({ header, chunks: store.chunks, shrunk: [], times: store.times() });
  let length = 0;
  for await (const line of resultStreamLines(parts)) length += line.length;
  expect(length).toBeGreaterThan(chunks * text.length);
  const told = heap() - before;
  close();
  return { records: chunks * text.length, run, told };
}

it('takes no more memory for ten times as many chunks', async () => {
  await growth(20);
  const [few, many] = [await growth(50), await growth(500)];
  // What is remembered of a chunk is its range and its time; the rest of the growth is what V8 has compiled.
  const records = many.records - few.records;
  expect(many.run - few.run).toBeLessThan(records / 10);
  expect(many.told - few.told).toBeLessThan(records / 10);
}, 240_000);
