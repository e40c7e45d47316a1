/** A timed operation: processes `n` cases and returns their number of fields. */
export interface Bench {
  readonly name: string;
  run(n: number): number | Promise<number>;
}

/** What a round of one bench came to. */
export interface Sample {
  readonly casesPerSecond: number;
  readonly fieldsPerCase: number;
}

/** Times `n` cases by the wall clock. */
export async function sample(bench: Bench, n: number): Promise<Sample> {
  const started = performance.now();
  const fields = await bench.run(n);
  const milliseconds = performance.now() - started;
  return { casesPerSecond: (n / milliseconds) * 1000, fieldsPerCase: fields / n };
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
