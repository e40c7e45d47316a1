/** A campaign over a queue, as far as its speed depends on it. Times are in seconds. */
export interface Fleet {
  readonly workers: number;
  readonly chunks: number;
  /** Tasks that the coordinator has in the queue at once. */
  readonly inFlight: number;
  /** What a worker takes to judge a chunk, on average. */
  readonly judge: number;
  /** What the server takes for all commands of a chunk. */
  readonly serve: number;
  /** What the coordinator takes to add a chunk, and to check and keep its result. */
  readonly gather: number;
}

export interface FleetRun {
  /** Until the last chunk is kept. */
  readonly seconds: number;
  /** Part of the workers' time that they judged. */
  readonly busy: number;
  readonly limit: 'workers' | 'server' | 'coordinator' | 'in flight';
}

/**
 * Simulates a fleet chunk by chunk: server and coordinator do one thing at a
 * time, workers one chunk each, and no more chunks than `inFlight` are begun and
 * not gathered. Chunks take from half to one and a half times the average.
 */
export function simulateFleet(fleet: Fleet): FleetRun {
  const { workers, chunks, inFlight, judge, serve, gather } = fleet;
  /** When each worker is free, and when each place in flight is: heaps by time. */
  const free = new Heap(Array.from({ length: workers }, () => 0));
  const places = new Heap(Array.from({ length: Math.min(inFlight, chunks) }, () => 0));
  const results = new Heap([]);
  let server = 0;
  let coordinator = 0;
  let begun = 0;
  let end = 0;
  const gatherOne = (finished: number): void => {
    coordinator = Math.max(coordinator, finished) + gather;
    places.push(coordinator);
    end = coordinator;
  };
  while (begun < chunks) {
    // A result that is there before the next chunk can begin is gathered first.
    const finished = results.least();
    const place = places.least();
    if (place === undefined || (finished !== undefined && finished <= place)) {
      gatherOne(results.pop() ?? 0);
      continue;
    }
    const worker = free.pop() ?? 0;
    server = Math.max(server, worker, places.pop() ?? 0) + serve;
    const done = server + judge * (0.5 + ((begun * 0.6180339887) % 1));
    free.push(done);
    results.push(done);
    begun++;
  }
  for (let finished = results.pop(); finished !== undefined; finished = results.pop()) gatherOne(finished);
  const busy = (chunks * judge) / (workers * end);
  return { seconds: end, busy, limit: limitOf(fleet) };
}

/** What is used up first. */
function limitOf({ workers, inFlight, judge, serve, gather }: Fleet): FleetRun['limit'] {
  const rates = [
    ['workers', workers / judge],
    ['server', 1 / serve],
    ['coordinator', 1 / gather],
    ['in flight', inFlight / (judge + serve + gather)],
  ] as const;
  return rates.reduce((least, each) => (each[1] < least[1] ? each : least))[0];
}

/** A binary heap of numbers, the least first. */
class Heap {
  private readonly items: number[];

  constructor(items: number[]) {
    this.items = items;
  }

  least(): number | undefined {
    return this.items[0];
  }

  push(item: number): void {
    const { items } = this;
    let at = items.push(item) - 1;
    for (let up = (at - 1) >> 1; at > 0 && (items[up] ?? 0) > item; up = (at - 1) >> 1) {
      items[at] = items[up] ?? 0;
      at = up;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const { items } = this;
    const [first] = items;
    const last = items.pop();
    if (first === undefined || last === undefined || items.length === 0) return first;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if ((items[down + 1] ?? Infinity) < (items[down] ?? Infinity)) down++;
      if ((items[down] ?? Infinity) >= last) break;
      items[at] = items[down] ?? 0;
      at = down;
    }
    items[at] = last;
    return first;
  }
}
