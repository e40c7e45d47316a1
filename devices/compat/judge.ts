import type { Answer, Condition, Direction, Proof, Witness } from './answer.ts';
import { constraintsOf, smallest, type Constraint } from './constraints.ts';
import { alikeOf } from './alike.ts';
import { haveEqualGrammars, haveEqualNames } from './grammar.ts';
import { knobsOf, type Knob, type Known } from './knobs.ts';
import type { StructShape } from '../../vmstate/model/model.ts';
import { settingsOf } from './settings.ts';
import { isValueCheck, Trials, type Result, type Setting } from './trials.ts';
import type { Pair } from './witness.ts';
import { witnessOf } from './witness-of.ts';

/** What is asked of a pair of models. */
export interface Question {
  readonly pair: Pair;
  readonly direction: Direction;
  readonly known: Known;
}

/** An answer, and a state that shows it. */
export interface JudgedState {
  readonly answer: Answer;
  /** The witness; of what loads, the fullest plain state. Null: the models have none. */
  readonly state: () => Result | null;
}

/** Whether what the one saves the other loads, in every state that is tried. */
export function judgePair({ pair, direction, known }: Question): JudgedState {
  const knobs = knobsOf(pair.source, pair.destination, known);
  const trials = new Trials(pair, knobs);
  const equal = haveEqualGrammars(pair);
  if (equal && haveEqualNames(pair) && knobs.every(isAlike)) {
    const alike = alikeOf(knobs, pair.destination.shape);
    const answer = { kind: 'compatible', alike, proof: { kind: 'equal grammars' } } as const;
    return { answer, state: () => fullest(trials, settingsOf(knobs, true)) };
  }
  let shown: Result | null = null;
  const tell = (result: Result): Witness => {
    shown = trials.whole(result);
    return needed(shown);
  };
  const answer = search({ trials, knobs, equal, direction, tell, loads: pair.destination.shape });
  return { answer, state: () => shown ?? fullest(trials, settingsOf(knobs, true)) };
}

/** The state with the most in it, of those at the ends. */
function fullest(trials: Trials, settings: readonly Setting[]): Result | null {
  let most: Result | null = null;
  for (const setting of settings.filter(({ fill }) => fill === 'distinct')) {
    const result = trials.run(setting);
    if (typeof result === 'string' || result.outcome.kind !== 'same') continue;
    if (most === null || result.saved.bytes.length >= most.saved.bytes.length) most = result;
  }
  return most;
}

interface Search {
  readonly trials: Trials;
  readonly knobs: readonly Knob[];
  /** The grammars are. */
  readonly equal: boolean;
  readonly direction: Direction;
  readonly tell: Tell;
  readonly loads: StructShape;
}

function search({ trials, knobs, equal, direction, tell, loads }: Search): Answer {
  const results: Result[] = [];
  let why = 'it has no state';
  for (const setting of settingsOf(knobs, equal)) {
    const result = trials.run(setting);
    if (typeof result === 'string') why = result;
    else results.push(result);
  }
  if (results.length === 0) return { kind: 'unknown', why };
  const constraints = constraintsOf(results);
  if (constraints === null) return broken(results, tell);
  const left = results.filter(({ setting }) => constraints.every((one) => setting.values.get(one.knob) === one.value));
  if (left.every(({ outcome }) => isValueCheck(outcome))) return broken(left, tell);
  const conditions = [...constraints.map((one) => conditionOf(one, direction, tell)), ...checksOf(left, tell)];
  const alike = alikeOf(knobs, loads);
  const proof: Proof = equal ? { kind: 'equal grammars' } : { kind: 'states', states: trials.count };
  return conditions.length === 0
    ? { kind: 'compatible', alike, proof }
    : { kind: 'conditional', conditions, alike, proof };
}

/** Whether nothing is known to differ between the sides. */
function isAlike({ fixed }: Knob): boolean {
  return fixed.source === fixed.destination || fixed.source === undefined || fixed.destination === undefined;
}

/** What a result shows, with arrays of their real length. */
type Tell = (result: Result) => Witness;

/** No way of standing helps: the smallest state of those that say most. */
function broken(results: readonly Result[], tell: Tell): Answer {
  const failed = results.filter(({ outcome }) => outcome.kind !== 'same');
  const witness = smallest(failed.filter(({ outcome }) => outcome.kind !== 'unknown')) ?? smallest(failed);
  if (witness === undefined) return { kind: 'unknown', why: 'no state was tried' };
  const shown = tell(witness);
  const { outcome } = shown;
  return outcome.kind === 'unknown' ? { kind: 'unknown', why: outcome.why } : { kind: outcome.kind, witness: shown };
}

function conditionOf({ knob, value, witness }: Constraint, direction: Direction, tell: Tell): Condition {
  const shown = tell(witness);
  const [name = ''] = knob.fields;
  if (knob.kind === 'needed' && value === 0) return { kind: 'subsection', name, witness: shown };
  const saver = direction === 'forward' ? 'old' : 'new';
  const loader = direction === 'forward' ? 'new' : 'old';
  const side = knob.source === null ? loader : saver;
  return { kind: 'test', side, fields: knob.fields, holds: value === 1, witness: shown };
}

/** Values that a check of the load refuses, each field once. */
function checksOf(results: readonly Result[], tell: Tell): Condition[] {
  const found = new Map<string, Condition>();
  for (const result of results) {
    const { outcome } = result;
    if (outcome.kind !== 'refused' || found.has(outcome.at)) continue;
    found.set(outcome.at, { kind: 'check', check: outcome.check, field: outcome.at, witness: tell(result) });
  }
  return [...found.values()];
}

function needed(result: Result): Witness {
  const shown = witnessOf(result);
  if (shown === null) throw new Error('a state without a break is no witness');
  return shown;
}
