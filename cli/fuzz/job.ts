import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import type { Hello } from '../../engine/engine.ts';
import { openSearch } from '../directed/open-search.ts';
import { devicesFor, type DeviceFlags } from '../device-flags.ts';
import type { EngineFlags } from '../engine-choice.ts';
import { isProblem, type CommandProblem } from '../outcome.ts';

/** A campaign as plain data, for a process that has to start the engine itself. */
export interface FuzzJob extends Omit<FuzzPlan, 'laws' | 'devices' | 'directed'> {
  readonly flags: EngineFlags;
  readonly devices: DeviceFlags;
  /** A directed search, and its corpus; null: none. */
  readonly directed: { readonly corpus: string | null } | null;
  /** Ids of laws. */
  readonly laws: readonly string[];
}

export function jobOf(plan: FuzzPlan, flags: EngineFlags & DeviceFlags, corpus: string | null): FuzzJob {
  const { engine, engineCmd, dialect, timeout, devices, name } = flags;
  const { seed, chunk, level, known } = plan;
  return {
    dialect: plan.dialect,
    seed,
    chunk,
    level,
    known,
    devices: { devices, name },
    directed: plan.directed === undefined ? null : { corpus },
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
  const directed = job.directed === null ? undefined : await openSearch({ ...job.directed, hello, dialect, seed });
  return { dialect, seed, chunk, laws: selectLaws(laws), level, known, devices, directed };
}
