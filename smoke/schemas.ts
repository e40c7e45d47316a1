import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import abi from '../engine/protocol/schemas/abi.json' with { type: 'json' };
import bye from '../engine/protocol/schemas/bye.response.json' with { type: 'json' };
import error from '../engine/protocol/schemas/error.json' with { type: 'json' };
import hello from '../engine/protocol/schemas/hello.response.json' with { type: 'json' };
import hex from '../engine/protocol/schemas/hex.json' with { type: 'json' };
import load from '../engine/protocol/schemas/load.response.json' with { type: 'json' };
import measure from '../engine/protocol/schemas/measure.response.json' with { type: 'json' };
import measured from '../engine/protocol/schemas/measured.json' with { type: 'json' };
import memory from '../engine/protocol/schemas/memory.json' with { type: 'json' };
import rejected from '../engine/protocol/schemas/rejected.json' with { type: 'json' };
import save from '../engine/protocol/schemas/save.response.json' with { type: 'json' };
import unsupported from '../engine/protocol/schemas/unsupported.json' with { type: 'json' };
import valuesLoad from '../engine/protocol/schemas/values-load.response.json' with { type: 'json' };
import values from '../engine/protocol/schemas/values.json' with { type: 'json' };
import { show, type JsonObject } from '../engine/protocol/fault.ts';
import type { Schema } from './exchange.ts';

/** Only when they are needed: to compile them takes longer than many a command. */
function createValidators(): Readonly<Record<Exclude<Schema, 'refusal'> | 'unsupported', ValidateFunction>> {
  const ajv = new Ajv2020({ allErrors: true, verbose: true });
  for (const part of [abi, hex, measured, memory, values, rejected, unsupported, error]) ajv.addSchema(part);
  return {
    hello: ajv.compile(hello),
    save: ajv.compile(save),
    load: ajv.compile(load),
    'values-load': ajv.compile(valuesLoad),
    measure: ajv.compile(measure),
    bye: ajv.compile(bye),
    unsupported: ajv.compile(unsupported),
    error: ajv.compile(error),
  };
}

let validators: ReturnType<typeof createValidators> | undefined;

/** Answers are alternatives in the schemas: complaints of these parts are about another than `ok`. */
const refusals = /(^|\/)(rejected|unsupported|error)\.json/;
const alternative = /^#\/anyOf\/[1-9]/;

/** What the schema says against a response; empty: nothing. */
export function schemaProblems(schema: Schema, response: JsonObject): readonly string[] {
  const { status } = response;
  validators ??= createValidators();
  const validate = validators[schema === 'refusal' ? (status === 'unsupported' ? status : 'error') : schema];
  if (validate(response)) return [];
  const texts = (validate.errors ?? []).flatMap(({ keyword, instancePath, schemaPath, message = '', data }) => {
    // Another status is an expectation of its own, and a list of alternatives explains nothing.
    if (keyword === 'anyOf' || instancePath === '/status') return [];
    if (status === 'ok' && (refusals.test(schemaPath) || alternative.test(schemaPath))) return [];
    if (status === 'rejected' && /(^|\/)(unsupported|error)\.json/.test(schemaPath)) return [];
    const path = instancePath.slice(1).replaceAll('/', '.');
    return [path === '' ? `the response ${message}` : `${path} ${message}: ${show(data)}`];
  });
  const unique = [...new Set(texts)].slice(0, 3);
  return unique.length > 0 ? unique : [`the response does not follow its schema (${schema})`];
}
