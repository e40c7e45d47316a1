import { optimizeLate } from '../late-optimization.ts';
import { EXIT, isProblem } from '../outcome.ts';
import { reportInternalError } from '../program.ts';
import { createTaskServer } from '../fuzz/serve-tasks.ts';
import type { Job, TaskReport, WorkerReport, WorkerRequest } from './job.ts';
import { runJob } from './run-job.ts';

/*
 * A worker process of `check --jobs` and `fuzz --jobs`. It is a process, not a thread: only a
 * process can ensure that its engine ends with it, however it ends.
 */

optimizeLate();

const controller = new AbortController();

function send(report: WorkerReport | TaskReport, onSent: () => void = (): void => undefined): void {
  process.send?.(report, onSent);
}

async function run(job: Job): Promise<void> {
  const outcome = await runJob(job, process.env, controller.signal, send);
  // Disconnect only after the whole report is written: it can be long.
  send(isProblem(outcome) ? outcome : { kind: 'shard', shard: outcome }, () => {
    process.disconnect();
  });
}

const fail = (error: unknown): void => {
  reportInternalError(error, { err: (text) => void process.stderr.write(text), env: process.env });
  process.exit(EXIT.internal);
};

const tasks = createTaskServer(process.env, controller.signal, send);

process.on('uncaughtException', fail);
// A signal to the terminal or to the group reaches every process; the parent still wants what this one has found so far.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) {
  process.on(signal, () => {
    controller.abort();
  });
}
// The parent is gone.
process.on('disconnect', () => process.exit());
process.on('message', (request: WorkerRequest) => {
  if (request.kind === 'stop') controller.abort();
  else if (request.kind === 'run') run(request.job).catch(fail);
  else tasks.take(request).catch(fail);
});
