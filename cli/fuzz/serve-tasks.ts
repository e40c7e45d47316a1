import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import type { Engine } from '../../engine/engine.ts';
import { chooseEngine } from '../engine-choice.ts';
import { isProblem, type CommandProblem } from '../outcome.ts';
import type { CampaignRequest, TaskReport } from '../workers/job.ts';
import { doHeldTask } from './held-task.ts';
import { planOf, type FuzzJob } from './job.ts';

/** Does the tasks of a campaign, with an engine that lives as long as the process. */
export interface TaskServer {
  readonly take: (request: CampaignRequest) => Promise<void>;
}

interface Ready {
  readonly kind: 'ready';
  readonly engine: Engine;
  readonly plan: FuzzPlan;
}

async function start(job: FuzzJob, env: NodeJS.ProcessEnv): Promise<Ready | CommandProblem> {
  const chosen = await chooseEngine(job.flags, env);
  if (isProblem(chosen)) return chosen;
  const { engine } = chosen;
  const plan = await planOf(job, engine.hello);
  return isProblem(plan) ? plan : { kind: 'ready', engine, plan };
}

export function createTaskServer(
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  send: (report: TaskReport) => void,
): TaskServer {
  let ready: Promise<Ready | CommandProblem> | null = null;
  return {
    async take(request) {
      if (request.kind === 'campaign') {
        const { job } = request;
        ready = start(job, env);
        return;
      }
      const started = await (ready ?? Promise.reject(new Error('a task came before its campaign')));
      if (isProblem(started)) {
        send(started);
        return;
      }
      const { engine, plan } = started;
      const onProgress = (done: number): void => {
        send({ kind: 'progress', done });
      };
      const result = await doHeldTask(engine, plan, request.task, { signal, onProgress });
      send(isProblem(result) ? result : { kind: 'result', result });
    },
  };
}
