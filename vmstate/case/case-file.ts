import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { abiName, abis } from '../host/abi.ts';
import type { Case } from './case.ts';
import { dialects, isDialect } from '../dialect.ts';
import { shapeJson } from '../model/shape-json.ts';
import { valueJson } from '../model/value-json.ts';
import type { Model, StructShape } from '../model/model.ts';
import schema from './schemas/case.json' with { type: 'json' };
import { readStruct } from './case-values.ts';

/** What a case file says, its values not yet read. */
interface CaseFile {
  readonly dialect: string;
  readonly abi: string;
  readonly seed: number;
  readonly model: { readonly shape: StructShape; readonly values: readonly unknown[] };
}

const FORMAT = 'vmstate-conformance/case/1';
const ajv = new Ajv2020({ discriminator: true, allowUnionTypes: true });

/** Made when the first file is read: most runs read none. */
let compiled: ValidateFunction<CaseFile> | null = null;

/** A case as JSON: 64-bit values as decimal strings, bytes as hex. The same case gives the same text. */
export function formatCase({ dialect, abi, seed, model }: Case): string {
  const file = {
    format: FORMAT,
    dialect,
    abi: abiName(abi),
    seed,
    model: { shape: shapeJson(model.shape), values: model.values.map(valueJson) },
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** Reads a case, or says in one line what is wrong with the text and where. */
export function parseCase(text: string): Case | { readonly problem: string } {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    return { problem: `it is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const isCaseFile = (compiled ??= ajv.compile<CaseFile>(schema));
  if (!isCaseFile(file)) return { problem: ajv.errorsText(isCaseFile.errors, { dataVar: 'case', separator: '; ' }) };
  const { dialect, seed } = file;
  if (!isDialect(dialect)) return { problem: `case/dialect: "${dialect}" is none of ${dialects.join(', ')}` };
  const abi = abis.find((known) => abiName(known) === file.abi);
  if (abi === undefined) return { problem: `case/abi: "${file.abi}" is unknown` };
  const values = readStruct(file.model.shape, file.model.values, 'case/model/values');
  if ('problem' in values) return values;
  const model: Model = { shape: file.model.shape, values: values.values };
  return { dialect, abi, seed, model };
}
