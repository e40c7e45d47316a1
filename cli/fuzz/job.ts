import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import type { EngineFlags } from '../engine-choice.ts';

/** A campaign as plain data, for a process that has to start the engine itself. */
export interface FuzzJob extends Omit<FuzzPlan, 'laws'> {
  readonly flags: EngineFlags;
  /** Ids of laws. */
  readonly laws: readonly string[];
}

export function jobOf(plan: FuzzPlan, flags: EngineFlags): FuzzJob {
  const { engine, engineCmd, dialect, timeout } = flags;
  return {
    ...plan,
    laws: plan.laws.map(({ id }) => id),
    flags: {
      ...(engine !== undefined && { engine }),
      ...(engineCmd !== undefined && { engineCmd }),
      ...(dialect !== undefined && { dialect }),
      ...(timeout !== undefined && { timeout }),
    },
  };
}

export function planOf({ dialect, seed, chunk, laws, level, known }: FuzzJob): FuzzPlan {
  return { dialect, seed, chunk, laws: selectLaws(laws), level, known };
}
