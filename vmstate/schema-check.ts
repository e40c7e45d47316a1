import { Ajv2020, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { parseJson } from './decoding.ts';
import type { Decoded, Issue, PathKey } from './issue.ts';

/**
 * A reader of files that a JSON Schema describes (draft 2020-12). `schemas`
 * gives the file's own schema first, then those that it refers to; they are
 * compiled when the first file is read, because most runs read none.
 */
export function schemaReader<T>(schemas: () => readonly [object, ...object[]]): (text: string) => Decoded<T> {
  let compiled: ValidateFunction<T> | null = null;
  return (text) => {
    const json = parseJson(text);
    if (!json.ok) return json;
    const validate = (compiled ??= compile<T>(schemas()));
    if (validate(json.value)) return { ok: true, value: json.value };
    const [first, ...others] = (validate.errors ?? []).map(schemaIssue);
    return {
      ok: false,
      issues: [first ?? { kind: 'schema', path: [], message: 'does not fit its schema' }, ...others],
    };
  };
}

function compile<T>([schema, ...others]: readonly [AnySchemaObject, ...AnySchemaObject[]]): ValidateFunction<T> {
  return new Ajv2020({ discriminator: true, allowUnionTypes: true }).addSchema(others).compile<T>(schema);
}

const kinds: ReadonlyMap<string, Issue['kind']> = new Map([
  ['type', 'type'],
  ['pattern', 'type'],
  ['required', 'missing'],
  ['additionalProperties', 'unknown'],
  ['enum', 'name'],
  ['const', 'name'],
  ['minimum', 'range'],
  ['maximum', 'range'],
  ['minItems', 'length'],
  ['maxItems', 'length'],
]);

function schemaIssue({ keyword, instancePath, message = 'does not fit its schema', params }: ErrorObject): Issue {
  const path = instancePath.split('/').slice(1).map(pathKey);
  return { kind: kinds.get(keyword) ?? 'schema', path, message: `${message}${detail(keyword, params)}` };
}

/** What ajv's own words leave out. */
function detail(keyword: string, params: Readonly<Record<string, unknown>>): string {
  if (keyword === 'additionalProperties') return `: ${JSON.stringify(params['additionalProperty'])}`;
  return keyword === 'enum' || keyword === 'const'
    ? `: ${JSON.stringify(params['allowedValues'] ?? params['allowedValue'])}`
    : '';
}

/** A token of a JSON pointer. */
function pathKey(token: string): PathKey {
  return /^\d+$/.test(token) ? Number(token) : token.replaceAll('~1', '/').replaceAll('~0', '~');
}
