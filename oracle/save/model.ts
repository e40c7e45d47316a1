import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { copyBytes } from '../../vmstate/slab.ts';
import { createTrail } from '../path.ts';
import { createWireWriter, type WireWriter } from '../wire/writer.ts';
import type { Note, Save } from './state.ts';
import { writeStruct } from './struct.ts';

/** `note`: told what the bytes are; null: nobody is. `writer`: what an earlier save has written into. */
export function createSave(dialect: Dialect, note: Note | null, writer: WireWriter = createWireWriter()): Save {
  return { writer, traits: traitsOf(dialect), trail: createTrail(), note, endings: null, noted: 0, writeStruct };
}

/**
 * The bytes that a save of the model puts on the wire; `note` is told of each
 * leaf. Throws OracleFault for values that contradict the shape.
 */
export function writeModel(save: Save, { shape, values }: Model, dialect: Dialect): Uint8Array {
  const { writer } = save;
  writer.at = 0;
  save.noted = 0;
  save.traits = traitsOf(dialect);
  writeStruct(save, { shape, values, version: shape.version, depth: 0 });
  return copyBytes(writer.bytes, writer.at);
}
