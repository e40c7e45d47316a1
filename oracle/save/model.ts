import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { copyBytes } from '../../vmstate/slab.ts';
import { createTrail } from '../path.ts';
import type { Span } from '../wire/span.ts';
import { createWireWriter } from '../wire/writer.ts';
import type { Save } from './state.ts';
import { writeStruct } from './struct.ts';

/** `spans`: collects the annotation of the bytes; null: none. */
export function createSave(dialect: Dialect, spans: Span[] | null): Save {
  return { writer: createWireWriter(), traits: traitsOf(dialect), trail: createTrail(), spans, writeStruct };
}

/**
 * The bytes that a save of the model puts on the wire, and one span per leaf
 * if `save` collects them. Throws OracleFault for values that contradict the
 * shape.
 */
export function writeModel(save: Save, { shape, values }: Model, dialect: Dialect): Uint8Array {
  const { writer } = save;
  writer.at = 0;
  save.traits = traitsOf(dialect);
  writeStruct(save, { shape, values, version: shape.version, depth: 0 });
  return copyBytes(writer.bytes, writer.at);
}
