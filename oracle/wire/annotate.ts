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
 * The bytes of `encode` with one span per leaf, in wire order and without gaps; a leaf
 * without bytes has no span. A marker is a leaf with the path of its element, the final
 * marker of a list one with the path of the list. The header of a subsection is three leaves,
 * whose path ends in the name of the subsection: `regs[1].reg/more`.
 *
 * @throws OracleFault as `encode` does.
 * @example
 * ```ts
 * for (const { start, length, path } of annotate(model, 'qemu-11.1').spans) console.log(path, start, length);
 * ```
 * @since 0.1.0
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
