import type { Dialect } from '../../vmstate/dialect.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { createSave, writeModel } from '../save/model.ts';
import type { Annotated, Span } from './span.ts';

/**
 * The bytes of `encode` with one span per leaf, in wire order and without
 * gaps; a leaf of no bytes has no span. A marker is a leaf of its own with
 * the path of its element, the last one of a list with that of the list. The
 * header of a subsection is three, with the subsection's name as the last step
 * of their path: `regs[1].reg/more`. Throws what `encode` throws.
 */
export function annotate(model: Model, dialect: Dialect): Annotated {
  const spans: Span[] = [];
  const bytes = writeModel(createSave(dialect, spans), model, dialect);
  return { bytes, spans };
}
