import { carryOut, type Carried } from '../devices/compat/carry-out.ts';
import type { CompatResult } from '../devices/compat/compare-sets.ts';
import type { Direction } from '../devices/compat/answer.ts';
import { chooseEngine } from './engine-choice.ts';
import type { Io } from './io.ts';
import { isProblem, usageProblem, type CommandProblem } from './outcome.ts';

/** What the engines made of one answer. */
export interface CarriedAnswer {
  readonly device: string;
  readonly direction: Direction;
  readonly carried: Carried;
}

/** A problem unless there is none, or one for each side. */
export function enginesProblem({ length }: readonly string[]): CommandProblem | null {
  return length === 0 || length === 2
    ? null
    : usageProblem(`compat takes two engines, not ${length}: give --engine twice`);
}

/** Carries a state of every answer out: the old side on the first engine, the new on the second. */
export async function carryOutAll(
  { devices }: CompatResult,
  engines: readonly string[],
  io: Io,
): Promise<readonly CarriedAnswer[] | CommandProblem> {
  const [first, second] = engines;
  if (first === undefined || second === undefined) return [];
  const old = await chooseEngine({ engine: first }, io.env);
  if (isProblem(old)) return old;
  const now = await chooseEngine({ engine: second }, io.env);
  if (isProblem(now)) {
    await old.engine.close();
    return now;
  }
  const carried: CarriedAnswer[] = [];
  for (const { name: device, states } of devices) {
    for (const direction of ['forward', 'backward'] as const) {
      const state = states[direction]();
      if (state === null) continue;
      const [saver, loader] = direction === 'forward' ? [old, now] : [now, old];
      carried.push({ device, direction, carried: await carryOut(state, saver.engine, loader.engine) });
    }
  }
  await old.engine.close();
  await now.engine.close();
  return carried;
}
