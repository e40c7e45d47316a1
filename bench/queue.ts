import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dialect } from '../vmstate/dialect.ts';
import { recordLine } from '../campaign/stream/write.ts';
import type { ChunkRecord } from '../campaign/stream/record.ts';
import { connectionTo, loadQueueLibrary } from '../cli/queue/library.ts';
import { openQueue } from '../cli/queue/queue-runners.ts';
import { QUEUE } from '../cli/queue/task.ts';
import { isProblem } from '../cli/outcome.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { lawsOfReleases } from '../spec/laws/index.ts';
import { judgedChunk, CHUNK } from './campaign.ts';
import { childrenCpu, ownCpu } from './cpu.ts';
import type { Figure } from './figure.ts';
import { simulateFleet } from './fleet.ts';
import { freePort, startRedis } from './redis.ts';

const dialect: Dialect = 'qemu-11.1';
/** So many that starting is no part of the cost of each. */
const CHUNKS = 200;
const IN_FLIGHT = 64;

/** What a queue of many chunks costs with a real server, of the judging; and what that means for fleets. */
export async function queueFigures(): Promise<Figure[]> {
  const { chunk, cpu: judge } = await judgedChunk();
  const cost = await queueCost(chunk);
  if (cost === null) return [];
  const whole = { name: `queue: chunks of ${CHUNK}, of the judging`, unit: '%' } as const;
  return [{ ...whole, value: (100 * (cost.own + cost.server)) / judge }, ...fleetFigures(judge, cost)];
}

/** CPU seconds of a chunk: of the server, and of both ends in this process. */
interface QueueCost {
  readonly own: number;
  readonly server: number;
}

/** A coordinator and a worker that has every result at once, both in this process; null: there is no server. */
async function queueCost(chunk: ChunkRecord): Promise<QueueCost | null> {
  const library = await loadQueueLibrary();
  if (isProblem(library)) throw new Error(library.message);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const port = await freePort();
  const url = `redis://localhost:${port}`;
  const server = startRedis(port, folder);
  const over = new AbortController();
  try {
    if (!(await started(server))) {
      console.log('queue: there is no redis-server');
      return null;
    }
    const answer = async (job: { readonly name: string; readonly data: QueuedRange }): Promise<string> => {
      const { first, runs } = job.data.task.range;
      const time = { kind: 'time', first, runs, finished: new Date(0).toISOString(), milliseconds: 1 } as const;
      return Promise.resolve(recordLine({ ...chunk, first, runs }) + recordLine(time));
    };
    const worker = new library.bullmq.Worker(QUEUE, answer, { connection: connectionTo(url, over.signal) });
    worker.on('error', () => undefined);
    const { hello } = createReferenceEngine({ dialect });
    const plan = { dialect, seed: 1, chunk: CHUNK, laws: lawsOfReleases, level: 'must', known: undefined } as const;
    const options = { url, inFlight: IN_FLIGHT, engine: 'mine', hello, plan, signal: over.signal };
    const queue = await openQueue(options);
    if (isProblem(queue)) throw new Error(queue.message);
    const began = ownCpu();
    const before = childrenCpu() ?? 0;
    let next = 0;
    await Promise.all(
      queue.runners.map(async (run) => {
        while (next < CHUNKS) {
          const range = { first: CHUNK * next++, runs: CHUNK };
          const result = await run({ kind: 'chunk', range }, () => undefined);
          if (isProblem(result)) throw new Error(result.message);
        }
      }),
    );
    const cost = { own: (ownCpu() - began) / CHUNKS, server: ((childrenCpu() ?? 0) - before) / CHUNKS };
    await worker.close();
    over.abort();
    await queue.close();
    return cost;
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

interface QueuedRange {
  readonly task: { readonly range: { readonly first: number; readonly runs: number } };
}

function started(server: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.once('spawn', () => {
      resolve(true);
    });
  });
}

const WORKERS = 1000;

/** How much of their time many workers judge, by the size of a chunk. */
function fleetFigures(judge: number, { own, server }: QueueCost): Figure[] {
  return [1, 10, 100].map((times) => {
    // A chunk has the same few thousand counts, however many cases it has.
    const costs = { judge: judge * times, gather: own / 2, serve: server };
    const { busy } = simulateFleet({ workers: WORKERS, chunks: 50_000, inFlight: 10_000, ...costs });
    return {
      name: `queue: ${WORKERS} workers, chunks of ${CHUNK * times}: time that they judge`,
      value: 100 * busy,
      unit: '%',
    };
  });
}
