import type { Dialect } from '../../vmstate/dialect.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { pathAt } from '../path.ts';
import { createSave, writeModel } from '../save/model.ts';
import type { Note } from '../save/state.ts';
import { valueText, type Annotated, type Extent, type Span } from './span.ts';
import { createWireWriter } from './writer.ts';

/** One for all: a new one for each would be most of what the collector has to do. */
const writer = createWireWriter();

/**
 * The bytes of `encode` with one span per leaf, in wire order and without
 * gaps; a leaf of no bytes has no span. A marker is a leaf of its own with
 * the path of its element, the last one of a list with that of the list. The
 * header of a subsection is three, with the subsection's name as the last step
 * of their path: `regs[1].reg/more`. Throws what `encode` throws.
 */
export function annotate(model: Model, dialect: Dialect): Annotated {
  const spans: Span[] = [];
  const note: Note = (extent, { trail }, depth, value) => {
    const { start, length, type } = extent;
    spans.push({ start, length, path: pathAt(trail, depth), type, value: valueText(type, value) });
  };

  const bytes = writeModel(createSave(dialect, note, writer), model, dialect);
  return { bytes, spans };
}

/** The same leaves without their names and values, which take most of the time. */
export function extentsOf(model: Model, dialect: Dialect): readonly Extent[] {
  const extents: Extent[] = [];
  const save = createSave(dialect, (extent) => extents.push(extent), writer);
  writeModel(save, model, dialect);
  return extents;
}
