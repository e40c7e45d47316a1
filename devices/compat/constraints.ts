import { isValueCheck, type Result } from './trials.ts';
import { isFree } from './settings.ts';
import type { Knob } from './knobs.ts';

/** A knob that must stand so. */
export interface Constraint {
  readonly knob: Knob;
  readonly value: number;
  /** The smallest state that breaks where it does not. */
  readonly witness: Result;
}

/** Which knobs must stand how for every state to load; null: no way of standing lets all states load. */
export function constraintsOf(results: readonly Result[]): readonly Constraint[] | null {
  let left = results;
  const constraints: Constraint[] = [];
  for (let broken = left.filter(isConstraintBroken); broken.length > 0; broken = left.filter(isConstraintBroken)) {
    const best = unknownPart(broken) ?? bestConstraint(left, broken);
    if (best === null) return null;
    constraints.push(best);
    left = left.filter(({ setting }) => setting.values.get(best.knob) === best.value);
    if (left.every(isConstraintBroken)) return null;
  }
  return withoutNeedless(results, constraints);
}

/** Leaves out those that the others make needless: the greedy search may begin with a knob that has no part in it. */
function withoutNeedless(results: readonly Result[], constraints: readonly Constraint[]): readonly Constraint[] {
  let kept = constraints;
  for (const one of constraints) {
    const others = kept.filter((other) => other !== one);
    const left = results.filter((result) => others.every((other) => holds(other, result)));
    if (!left.some(isConstraintBroken)) kept = others;
  }
  return kept;
}

function holds({ knob, value }: Constraint, { setting }: Result): boolean {
  return setting.values.get(knob) === value;
}

/** Whether the state does not load, for another reason than a value that a check refuses. */
export function isConstraintBroken({ outcome }: Result): boolean {
  return outcome.kind !== 'same' && !isValueCheck(outcome);
}

/** A subsection that the destination does not have, where one may be left out: the refusal itself names it. */
function unknownPart(broken: readonly Result[]): Constraint | null {
  for (const witness of broken) {
    const { outcome, loaded, saved, setting } = witness;
    if (outcome.kind !== 'refused' || outcome.check !== 'subsection' || loaded.verdict !== 'rejected') continue;
    const name = saved.spans.find(({ type, start }) => type === 'subsection name' && start >= loaded.consumed)?.value;
    const knob = [...setting.values.keys()].find((one) => isNeeded(one, name) && setting.values.get(one) === 1);
    if (knob !== undefined) return { knob, value: 0, witness };
  }
  return null;
}

function isNeeded(knob: Knob, name: string | undefined): boolean {
  return knob.kind === 'needed' && isFree(knob) && name !== undefined && knob.fields.includes(name);
}

/** The one that leaves out most of what is broken, and of those the one that leaves most of what is not. */
function bestConstraint(left: readonly Result[], broken: readonly Result[]): Constraint | null {
  const fine = left.filter((result) => !isConstraintBroken(result));
  let best: { readonly constraint: Constraint; readonly score: readonly [number, number] } | null = null;
  for (const knob of new Set(left.flatMap(({ setting }) => [...setting.values.keys()].filter(isFree)))) {
    for (const value of [0, 1]) {
      const keeps = ({ setting }: Result): boolean => setting.values.get(knob) === value;
      const score = [broken.filter((one) => !keeps(one)).length, fine.filter(keeps).length] as const;
      const witness = smallest(broken.filter((one) => !keeps(one)));
      if (score[0] === 0 || score[1] === 0 || witness === undefined) continue;
      if (best === null || score[0] > best.score[0] || (score[0] === best.score[0] && score[1] > best.score[1]))
        best = { constraint: { knob, value, witness }, score };
    }
  }
  return best?.constraint ?? null;
}

/** The one with the shortest stream; of several the first. */
export function smallest(results: readonly Result[]): Result | undefined {
  let least: Result | undefined;
  for (const result of results)
    if (least === undefined || result.saved.bytes.length < least.saved.bytes.length) least = result;
  return least;
}
