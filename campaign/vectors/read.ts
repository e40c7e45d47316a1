import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { decodeMemory } from '../../engine/protocol/decode-memory.ts';
import { decodeValues } from '../../engine/protocol/decode-values.ts';
import { abiName, abis, type Abi } from '../../vmstate/host/abi.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { dialects, isDialect, type Dialect } from '../../vmstate/dialect.ts';
import { createMemory, type Memory } from '../../vmstate/host/memory.ts';
import type { Model, StructShape } from '../../vmstate/model/model.ts';
import { readStruct } from '../../vmstate/case/case-values.ts';
import { parseDescription } from '../description-file.ts';
import { vectorSchema } from './schema.ts';
import type { Vector, VectorFile } from './vector.ts';

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

type Text = VectorFile & { readonly vectors: readonly (Vector & { readonly shape: StructShape })[] };

const ajv = new Ajv2020({ discriminator: true, allowUnionTypes: true });

/** Made when the first file is read: most runs read none. */
let compiled: ValidateFunction<Text> | null = null;

/** Reads a file of vectors, or says in one line what is wrong with it and where. */
export function readVectors(text: string): ReadFile | { readonly problem: string } {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    return { problem: `it is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const isVectorFile = (compiled ??= ajv.compile<Text>(vectorSchema()));
  if (!isVectorFile(file))
    return { problem: ajv.errorsText(isVectorFile.errors, { dataVar: 'vectors', separator: '; ' }) };
  const { dialect, group } = file;
  if (!isDialect(dialect)) return { problem: `vectors/dialect: "${dialect}" is none of ${dialects.join(', ')}` };
  const abi = abis.find((known) => abiName(known) === file.abi);
  if (abi === undefined) return { problem: `vectors/abi: "${file.abi}" is unknown` };
  const vectors: ReadVector[] = [];
  for (const vector of file.vectors) {
    const read = readVector(vector, abi);
    if ('problem' in read) return { problem: `vector ${vector.id}: ${read.problem}` };
    vectors.push(read);
  }
  return { dialect, group, vectors };
}

function readVector(vector: Text['vectors'][number], abi: Abi): ReadVector | { readonly problem: string } {
  const { shape } = vector;
  const values = readStruct(shape, vector.values, 'values');
  if ('problem' in values) return values;
  const description = parseDescription(JSON.stringify(vector.description));
  if ('problem' in description) return description;
  try {
    return {
      vector,
      description,
      source: decodeMemory(vector.memory, createMemory(undefined, abi)),
      destination: decodeMemory(vector.destination, createMemory(undefined, abi)),
      model: { shape, values: values.values },
      before: { shape, values: decodeValues(vector.before, shape, 'before') },
    };
  } catch (error) {
    // What a schema cannot say: pointers to nowhere, values of no type.
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
