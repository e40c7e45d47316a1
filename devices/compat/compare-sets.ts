import type { DescriptionSet, SetSource } from '../set/types.ts';
import { judgeDevice, type DeviceAnswers, type Knowledge } from './compare-device.ts';
import type { Direction } from './answer.ts';
import type { Result } from './trials.ts';
import { matchDevices, type Matches } from './match.ts';

/** A device of both sets, and whether its streams load in the other. */
export interface ComparedDevice {
  readonly name: string;
  readonly answers: DeviceAnswers;
  /** A state that shows each answer, to be carried out on engines. */
  readonly states: Readonly<Record<Direction, () => Result | null>>;
}

/** Two sets compared. */
export interface CompatResult extends Omit<Matches, 'both'> {
  readonly old: SetSource;
  readonly now: SetSource;
  readonly devices: readonly ComparedDevice[];
}

/** The sets to compare, the devices to look at, and what is known. */
export interface SetPair {
  readonly old: DescriptionSet;
  readonly now: DescriptionSet;
  readonly chosen: (name: string) => boolean;
}

/** Compares every device of both sets that is chosen. A single description is compared whatever its name is. */
export function compareSets({ old, now, chosen }: SetPair, knowledge: Knowledge): CompatResult {
  const { both, onlyOld, onlyNow, unmigratable } = matchDevices(old, now);
  const devices = both
    .filter(({ name }) => chosen(name))
    .map(({ name, old: a, now: b }) => {
      const { forward, backward } = judgeDevice({ set: old, index: a }, { set: now, index: b }, knowledge);
      return {
        name,
        answers: { forward: forward.answer, backward: backward.answer },
        states: { forward: forward.state, backward: backward.state },
      };
    });
  return {
    old: old.source,
    now: now.source,
    devices,
    onlyOld: onlyOld.filter(chosen),
    onlyNow: onlyNow.filter(chosen),
    unmigratable: unmigratable.filter(chosen),
  };
}
