import { runShard } from '../../campaign/run.ts';
import { laws } from '../../spec/laws/index.ts';
import { chooseEngine } from '../engine-choice.ts';
import { isProblem } from '../problem.ts';
import type { Order, Report } from './order.ts';

/** Carries an order out with an engine of its own. */
export async function carryOut(order: Order, env: NodeJS.ProcessEnv, signal: AbortSignal, tell: (report: Report) => void): Promise<void> {
  const { flags, dialect, seed, firstRun, runs, known } = order;
  const chosen = await chooseEngine(flags, env);
  if (isProblem(chosen)) {
    tell(chosen);
    return;
  }
  const { engine } = chosen;
  const onProgress = (done: number): void => { tell({ kind: 'progress', done }); };
  const selected = laws.filter(({ id }) => order.laws.includes(id));
  try {
    tell({ kind: 'shard', shard: await runShard({ engine, dialect, seed, firstRun, runs, laws: selected, known, signal, onProgress }) });
  } finally {
    await engine.close();
  }
}
