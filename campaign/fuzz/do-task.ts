import type { Engine } from '../../engine/engine.ts';
import type { FuzzPlan } from './plan.ts';
import { runChunk, type ChunkWatch } from './run-chunk.ts';
import { shrinkFinding } from './shrink-finding.ts';
import type { FuzzTask, TaskResult } from './task.ts';

/** Does a task with an engine of this process. */
export async function doTask(engine: Engine, plan: FuzzPlan, task: FuzzTask, watch: ChunkWatch): Promise<TaskResult> {
  if (task.kind === 'shrink')
    return { kind: 'shrink', finding: await shrinkFinding(engine, plan, task.failure, watch.signal) };
  const begun = performance.now();
  const chunk = await runChunk(engine, plan, task.range, watch);
  const milliseconds = Math.round(performance.now() - begun);
  return { kind: 'chunk', chunk, milliseconds, ...(plan.directed && { search: plan.directed.take() }) };
}
