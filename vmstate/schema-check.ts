import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { parseJson } from './decoding.ts';
import type { Decoded, Issue, PathKey } from './issue.ts';

/** A reader of files that a JSON Schema describes. */
export function schemaReader<T>(validate: ValidateFunction<T>): (text: string) => Decoded<T> {
  return (text) => {
    const json = parseJson(text);
    if (!json.ok) return json;
    if (validate(json.value)) return { ok: true, value: json.value };
    const [first, ...others] = (validate.errors ?? []).map(schemaIssue);
    return {
      ok: false,
      issues: [first ?? { kind: 'schema', path: [], message: 'does not fit its schema' }, ...others],
    };
  };
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
