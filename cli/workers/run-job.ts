import { runShard } from '../../campaign/run.ts';
import type { Shard } from '../../campaign/shard.ts';
import { allLaws } from '../../spec/laws/index.ts';
import { devicesFor } from '../device-flags.ts';
import { chooseEngine } from '../engine-choice.ts';
import { isProblem, type CommandProblem } from '../outcome.ts';
import type { Job, WorkerReport } from './job.ts';

/** Runs a job with an engine of its own. */
export async function runJob(
  job: Job,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  report: (report: WorkerReport) => void,
): Promise<Shard | CommandProblem> {
  const { flags, dialect, seed, firstRun, runs, known, level, limits } = job;
  const chosen = await chooseEngine(flags, env);
  if (isProblem(chosen)) return chosen;
  const { engine } = chosen;
  const devices = await devicesFor(job.devices ?? {}, { hello: engine.hello, dialect });
  if (devices !== undefined && isProblem(devices)) return devices;
  const selected = allLaws.filter(({ id }) => job.laws.includes(id));
  try {
    return await runShard({
      engine,
      dialect,
      devices,
      seed,
      firstRun,
      runs,
      laws: selected,
      known,
      level,
      limits: {
        ...limits,
        onFailing: (finding, cases) => {
          report({ kind: 'failing', finding, cases });
        },
      },
      signal,
      onProgress: (done) => {
        report({ kind: 'progress', done });
      },
    });
  } finally {
    // After an interrupt nobody waits for an engine that may hang; it dies with this process.
    if (signal.aborted) void engine.close();
    else await engine.close();
  }
}
