import { childrenCpu, ownCpu } from './cpu.ts';

/** A timed operation: processes `n` cases and returns their number of fields. */
export interface Bench {
  readonly name: string;
  run(n: number): number | Promise<number>;
}

/** What a round of one bench came to, a case. */
export interface Sample {
  /** CPU seconds of this process. */
  readonly cpu: number;
  /** CPU seconds of the engine, where it is a process of its own. */
  readonly engineCpu: number;
  readonly wall: number;
  readonly fields: number;
}

/** Times `n` cases. */
export async function sample(bench: Bench, n: number): Promise<Sample> {
  const children = childrenCpu() ?? 0;
  const began = ownCpu();
  const started = performance.now();
  const fields = await bench.run(n);
  const wall = (performance.now() - started) / 1000;
  const cpu = ownCpu() - began;
  return { cpu: cpu / n, engineCpu: ((childrenCpu() ?? 0) - children) / n, wall: wall / n, fields: fields / n };
}
