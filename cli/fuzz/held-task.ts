import { doTask } from '../../campaign/fuzz/do-task.ts';
import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import type { ChunkWatch } from '../../campaign/fuzz/run-chunk.ts';
import type { FuzzTask, TaskResult } from '../../campaign/fuzz/task.ts';
import type { Engine } from '../../engine/engine.ts';
import { unusableEngine, type CommandProblem } from '../outcome.ts';

/** Does a task; what came of one during which the engine's program was lost is nobody's verdict. */
export async function doHeldTask(
  engine: Engine,
  plan: FuzzPlan,
  task: FuzzTask,
  watch: ChunkWatch,
): Promise<TaskResult | CommandProblem> {
  const result = await doTask(engine, plan, task, watch);
  const lost = engine.lost ?? null;
  return lost === null ? result : unusableEngine(`the engine cannot be started again: ${lost}`);
}
