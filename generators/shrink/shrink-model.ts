import type { Model, StructShape } from '../../vmstate/model/model.ts';
import { lift, liftSubsection, sidesOf, type Edit } from './edit.ts';
import { hoists } from './hoist.ts';
import { ownCounts } from './own-counts.ts';
import { removals } from './remove.ts';
import { simplifications } from './simplify.ts';
import { weightOf } from './weight.ts';

/** Smaller models, large steps first. Each has a lower weight than the given one, so shrinking terminates. */
export function* shrinkModel(model: Model): Generator<Model> {
  const weight = weightOf(model);
  for (const steps of [hoists, ownCounts]) {
    for (const smaller of steps(model)) if (weightOf(smaller) < weight) yield smaller;
  }
  for (const edits of [removals, simplifications]) {
    for (const edit of everywhere(model.shape, edits)) {
      const smaller = { shape: edit.shape, values: edit.values(model.values) };
      if (weightOf(smaller) < weight) yield smaller;
    }
  }
}

/** The edits of a struct and of every struct inside it. */
function* everywhere(shape: StructShape, edits: (shape: StructShape) => Generator<Edit>): Generator<Edit> {
  yield* edits(shape);
  for (let i = 0; i < shape.members.length; i++) {
    const element = shape.members[i]?.element;
    if (element === undefined) continue;
    for (const [struct, side] of sidesOf(element)) {
      for (const inner of everywhere(struct, edits)) yield lift(shape, i, inner, side);
    }
  }
  for (const [k, { struct }] of (shape.subsections ?? []).entries()) {
    for (const inner of everywhere(struct, edits)) yield liftSubsection(shape, k, inner);
  }
}
