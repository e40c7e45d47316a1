import { show, type JsonObject } from '../engine/protocol/fault.ts';
import type { Schema } from './exchange.ts';
import { validators } from './validators.ts';

/** Answers are alternatives in the schemas: complaints of these parts are about another than `ok`. */
const refusals = /(^|\/)(rejected|unsupported|error)\.json/;
const alternative = /^#\/anyOf\/[1-9]/;

/** What the schema says against a response; empty: nothing. */
export function schemaProblems(schema: Schema, response: JsonObject): readonly string[] {
  const { status } = response;
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
