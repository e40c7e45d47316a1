import type { Model, StructShape, Value } from '../../vmstate/model.ts';
import { lift, type Edit } from './edit.ts';
import { removals } from './remove.ts';
import { simplifications } from './simplify.ts';
import { weightOf } from './weight.ts';

/** Smaller models, the boldest first; each is lighter than the one given, so that shrinking ends. */
export function* shrinkModel(model: Model): Generator<Model> {
  const weight = weightOf(model);
  for (const smaller of hoists(model)) yield smaller;
  for (const edits of [removals, simplifications]) {
    for (const edit of everywhere(model.shape, edits)) {
      const smaller = { shape: edit.shape, values: edit.values(model.values) };
      if (weightOf(smaller) < weight) yield smaller;
    }
  }
}

/** A struct of the model as a model of its own. */
function* hoists(model: Model): Generator<Model> {
  for (let i = 0; i < model.shape.members.length; i++) {
    const member = model.shape.members[i];
    if (member?.element.kind !== 'struct') continue;
    const value = model.values[i];
    const instances: readonly Value[] = member.count.kind === 'one' ? [value ?? null] : Array.isArray(value) ? value : [];
    for (const values of instances) {
      if (!Array.isArray(values)) continue;
      yield { shape: member.element.struct, values };
      break;
    }
  }
}

/** The edits of a struct, and those of every struct inside it. */
function* everywhere(shape: StructShape, edits: (shape: StructShape) => Generator<Edit>): Generator<Edit> {
  yield* edits(shape);
  for (let i = 0; i < shape.members.length; i++) {
    const element = shape.members[i]?.element;
    if (element?.kind !== 'struct') continue;
    for (const inner of everywhere(element.struct, edits)) yield lift(shape, i, inner);
  }
}
