import { runShard } from '../../campaign/run.ts';
import type { Shard } from '../../campaign/shard.ts';
import { laws } from '../../spec/laws/index.ts';
import { chooseEngine } from '../engine-choice.ts';
import { isProblem, type Problem } from '../problem.ts';
import type { Order } from './order.ts';

/** Carries an order out with an engine of its own. */
export async function carryOut(
  order: Order,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Shard | Problem> {
  const { flags, dialect, seed, firstRun, runs, known } = order;
  const chosen = await chooseEngine(flags, env);
  if (isProblem(chosen)) return chosen;
  const { engine } = chosen;
  const selected = laws.filter(({ id }) => order.laws.includes(id));
  try {
    return await runShard({ engine, dialect, seed, firstRun, runs, laws: selected, known, signal, onProgress });
  } finally {
    await engine.close();
  }
}
