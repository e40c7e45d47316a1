import type { Variable } from '../model/variable.ts';
import type { WitnessOutcome } from './answer.ts';
import type { Knob } from './knobs.ts';
import { shorten } from './shorten.ts';
import type { Fill } from './state.ts';
import { tryStateSafely, type Pair, type PairPlan, type WitnessTrial } from './witness.ts';

/** How the knobs stand, on both sides unless it is known that they differ. */
export interface Setting {
  readonly values: ReadonlyMap<Knob, number>;
  readonly counts: number;
  readonly fill: Fill;
  readonly nulls: boolean;
}

/** A setting and what came of it. */
export interface Result extends WitnessTrial {
  readonly setting: Setting;
}

/** Runs settings on a pair of models, each once. */
export class Trials {
  readonly #pair: Pair;
  readonly #short: Pair;
  readonly #ofSource = new Map<Variable, Knob>();
  readonly #ofDestination = new Map<Variable, Knob>();
  /** States that were tried. */
  count = 0;

  constructor(pair: Pair, knobs: readonly Knob[]) {
    this.#pair = {
      ...pair,
      testOf: (variable) => this.#ofSource.get(variable) ?? this.#ofDestination.get(variable) ?? variable,
    };
    this.#short = shorten(this.#pair);
    for (const knob of knobs) {
      if (knob.source !== null) this.#ofSource.set(knob.source, knob);
      if (knob.destination !== null) this.#ofDestination.set(knob.destination, knob);
    }
  }

  /** Carries a setting out, with long arrays cut short. Text: why the models have no such state. */
  run(setting: Setting): Result | string {
    this.count += 1;
    return this.#carryOut(this.#short, setting);
  }

  /** The same state with arrays of their real length. */
  whole(result: Result): Result {
    const whole = this.#carryOut(this.#pair, result.setting);
    return typeof whole === 'string' || whole.outcome.kind === 'same' ? result : whole;
  }

  #carryOut(pair: Pair, setting: Setting): Result | string {
    const { fill, counts, nulls } = setting;
    const plan: PairPlan = {
      fill,
      nulls,
      listed: counts,
      source: (variable) => valueOf(setting, this.#ofSource.get(variable), 'source'),
      destination: (variable, when) => {
        const knob = this.#ofDestination.get(variable);
        // What a field brings is the source's.
        const isBrought = when === 'read' && !variable.hidden && knob?.source !== null;
        return valueOf(setting, knob, isBrought ? 'source' : 'destination');
      },
    };
    const trial = tryStateSafely(pair, plan);
    return typeof trial === 'string' ? trial : { ...trial, setting };
  }
}

function valueOf(setting: Setting, knob: Knob | undefined, side: 'source' | 'destination'): number {
  // A test that must say yes.
  if (knob === undefined) return 1;
  const fixed = knob.fixed[side];
  if (fixed !== undefined) return fixed;
  return (
    setting.values.get(knob) ??
    knob.fixed.source ??
    knob.fixed.destination ??
    (knob.kind === 'count' ? setting.counts : 0)
  );
}

/** The setting of a plain state: one element each, every byte another. */
export function settingOf(values: ReadonlyMap<Knob, number>): Setting {
  return { values, counts: 1, fill: 'distinct', nulls: false };
}

/** Whether a load was ended by a check of a value, which another value would have passed. */
export function isValueCheck(outcome: WitnessOutcome): boolean {
  return outcome.kind === 'refused' && (outcome.check === 'not equal' || outcome.check === 'not less or equal');
}
