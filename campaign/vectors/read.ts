import { decodeMemory } from '../../engine/protocol/decode-memory.ts';
import { ProtocolFault } from '../../engine/protocol/fault.ts';
import { beginDecoding, decodeAt, decoded, report, type Decoding } from '../../vmstate/decoding.ts';
import { decodeRequired, oneOfNames } from '../../vmstate/decode-json.ts';
import { dialects, type Dialect } from '../../vmstate/dialect.ts';
import { abiNames, abiOfName, type Abi } from '../../vmstate/host/abi.ts';
import { decodeDescription } from '../../vmstate/host/decode-description.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { createMemory, type Memory } from '../../vmstate/host/memory.ts';
import type { Decoded } from '../../vmstate/issue.ts';
import { decodeModel } from '../../vmstate/model/decode-model.ts';
import { decodeValues } from '../../vmstate/model/decode-values.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { schemaReader } from '../../vmstate/schema-check.ts';
import { validators } from './validators.ts';
import type { Vector, VectorLoad } from './vector.ts';

/** A vector with all that a request wants of it. */
export interface ReadVector {
  readonly vector: Vector;
  readonly description: VMStateDescription;
  readonly source: Memory;
  readonly destination: Memory;
  readonly model: Model;
  /** The destination's values. */
  readonly before: Model;
}

/** A file of vectors, read. */
export interface ReadFile {
  readonly dialect: Dialect;
  readonly group: string;
  readonly vectors: readonly ReadVector[];
}

const readFile = schemaReader(validators.vectors);

/** Reads a file of vectors: its form as its schema says, its parts by the codecs of the suite. */
export function readVectors(text: string): Decoded<ReadFile> {
  const file = readFile(text);
  if (!file.ok) return file;
  const { dialect, abi, group, vectors } = file.value;
  const decoding = beginDecoding();
  const host = abiOfName(decodeRequired(decoding, { abi }, 'abi', oneOfNames(abiNames)));
  return decoded(decoding, {
    dialect: decodeRequired(decoding, { dialect }, 'dialect', oneOfNames(dialects)),
    group,
    vectors: vectors.map((vector, i) =>
      decodeAt(decoding, 'vectors', () => decodeAt(decoding, i, () => decodeVector(decoding, vector, host))),
    ),
  });
}

function decodeVector(decoding: Decoding, vector: Vector, abi: Abi): ReadVector {
  const model = decodeModel(decoding, vector);
  const { shape } = model;
  const destination = decodeVectorMemory(decoding, 'destination', vector, abi);
  // What contradicts the file's own end comes to nothing else.
  if (decoding.issues.length === 0)
    decodeAt(decoding, 'loads', () => {
      for (const [i, load] of vector.loads.entries())
        decodeAt(decoding, i, () => {
          checkLoad(decoding, load, destination);
        });
    });
  return {
    vector,
    model,
    description: decodeAt(decoding, 'description', () => decodeDescription(decoding, vector.description)),
    source: decodeVectorMemory(decoding, 'memory', vector, abi),
    destination,
    before: {
      shape,
      values: decodeAt(decoding, 'before', () => decodeValues(decoding, vector.before, shape, 'answer')),
    },
  };
}

/** The memory after a load is the destination with other bytes, and its unspecified bytes are in it. */
function checkLoad(decoding: Decoding, { memory, unspecified }: VectorLoad, destination: Memory): void {
  try {
    const { blocks } = decodeMemory(memory, destination);
    const isOutside = unspecified.some(
      ([block, from, to]) => !(from >= 0 && from <= to && to <= (blocks[block]?.size ?? -1)),
    );
    if (isOutside)
      decodeAt(decoding, 'unspecified', () => {
        report(decoding, 'range', 'has bytes outside the memory');
      });
  } catch (error) {
    if (!(error instanceof ProtocolFault)) throw error;
    decodeAt(decoding, 'memory', () => {
      report(decoding, 'reference', error.message);
    });
  }
}

/** What no schema says of a memory: a pointer to nowhere. */
function decodeVectorMemory(decoding: Decoding, part: 'memory' | 'destination', vector: Vector, abi: Abi): Memory {
  const memory = createMemory(undefined, abi);
  try {
    return decodeMemory(vector[part], memory);
  } catch (error) {
    if (!(error instanceof ProtocolFault)) throw error;
    decodeAt(decoding, part, () => {
      report(decoding, 'reference', error.message);
    });
    return memory;
  }
}
