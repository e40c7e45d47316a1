import { fork } from 'node:child_process';
import type { TaskReport, WorkerReport, WorkerRequest } from './job.ts';

/** A process that runs a job or does tasks. */
export interface Worker {
  send(request: WorkerRequest): void;
  /** Ends it at once. */
  kill(): void;
}

/** In the build: beside the command, whichever of its chunks this is in. */
const WORKER = new URL('../cli/workers/worker.js', import.meta.url);

/** Starts a worker; `onEnd` is called when no more reports will come, and told how the process ended. */
export function startProcess(
  onReport: (report: WorkerReport | TaskReport) => void,
  onEnd: (how: string) => void,
): Worker {
  // Structured clone: maps, bytes and bigints arrive unchanged.
  const child = fork(WORKER, { serialization: 'advanced' });
  child.on('message', onReport);
  // The process may exit before all its messages are read, and close the channel before it exits.
  let how: string | null = null;
  let silent = false;
  const end = (): void => {
    if (how !== null && silent) onEnd(how);
  };
  child.on('error', (error) => {
    onEnd(`cannot be started: ${error.message}`);
  });
  child.on('exit', (code, signal) => {
    how = signal === null ? `exited with code ${code ?? 0}` : `was killed by ${signal}`;
    end();
  });
  child.on('disconnect', () => {
    silent = true;
    end();
  });
  return {
    send(request) {
      if (child.connected) child.send(request);
    },
    kill() {
      child.kill('SIGKILL');
    },
  };
}
