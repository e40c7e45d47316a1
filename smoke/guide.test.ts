import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { isObject, type JsonObject } from '../engine/protocol/fault.ts';

const folder = new URL('../engine/protocol/schemas/', import.meta.url);
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const file of readdirSync(folder))
  ajv.addSchema(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as AnySchemaObject);

function schema(name: string): ValidateFunction {
  const validate = ajv.getSchema(`https://vmstate-conformance.invalid/protocol/1/${name}.json`);
  if (validate === undefined) throw new Error(`no schema ${name}`);
  return validate;
}

const guide = readFileSync(new URL('../docs/plug-in-an-engine.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, text = '']) => text);
const messages = blocks
  .flatMap((text) => text.trim().split('\n'))
  .map((line): JsonObject => {
    const value: unknown = JSON.parse(line);
    if (!isObject(value)) throw new Error(`no message: ${line}`);
    return value;
  });

/** A response is of the operation that was asked last. */
function schemaOf(index: number): string {
  const status = messages[index]?.['status'];
  if (status === 'unsupported' || status === 'error') return status;
  const request = messages.slice(0, index + 1).findLast((message) => 'op' in message);
  const kind = request === messages[index] ? 'request' : 'response';
  const op = String(request?.['op']);
  // A save answers in the same way whatever the engine sees.
  const values = request !== undefined && 'shape' in request && (kind === 'request' || op === 'load');
  return `${values ? 'values-' : ''}${op}.${kind}`;
}

test.each(messages.map((message, i) => [schemaOf(i), message] as const))(
  'the guide shows a valid %s: %j',
  (name, message) => {
    const validate = schema(name);
    expect(validate(message), JSON.stringify(validate.errors)).toBe(true);
  },
);

test('the guide shows what it promises', () => {
  expect(messages).toHaveLength(34);
  expect(new Set(messages.map(({ op }) => op))).toEqual(
    new Set(['hello', 'save', 'bye', 'load', 'measure', undefined]),
  );
});
