import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import type { Hello } from '../../engine/engine.ts';
import { devicesFor, type DeviceFlags } from '../device-flags.ts';
import type { EngineFlags } from '../engine-choice.ts';
import { isProblem, type CommandProblem } from '../outcome.ts';

/** A campaign as plain data, for a process that has to start the engine itself. */
export interface FuzzJob extends Omit<FuzzPlan, 'laws' | 'devices'> {
  readonly flags: EngineFlags;
  readonly devices: DeviceFlags;
  /** Ids of laws. */
  readonly laws: readonly string[];
}

export function jobOf(plan: FuzzPlan, flags: EngineFlags & DeviceFlags): FuzzJob {
  const { engine, engineCmd, dialect, timeout, devices, name } = flags;
  const { seed, chunk, level, known } = plan;
  return {
    dialect: plan.dialect,
    seed,
    chunk,
    level,
    known,
    devices: { devices, name },
    laws: plan.laws.map(({ id }) => id),
    flags: {
      ...(engine !== undefined && { engine }),
      ...(engineCmd !== undefined && { engineCmd }),
      ...(dialect !== undefined && { dialect }),
      ...(timeout !== undefined && { timeout }),
    },
  };
}

export async function planOf(job: FuzzJob, hello: Hello): Promise<FuzzPlan | CommandProblem> {
  const { dialect, seed, chunk, laws, level, known } = job;
  const devices = await devicesFor(job.devices, { hello, dialect });
  if (devices !== undefined && isProblem(devices)) return devices;
  return { dialect, seed, chunk, laws: selectLaws(laws), level, known, devices };
}
