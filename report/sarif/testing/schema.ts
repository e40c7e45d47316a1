import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type SchemaObject } from 'ajv';

const require = createRequire(import.meta.url);
const path = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
// It is of draft 4; what it uses means the same in draft 7, but for the names of the schema.
const schema = JSON.parse(readFileSync(path, 'utf8'), (key, value: unknown) =>
  typeof value === 'string' && (key === '$schema' || key === 'id') ? undefined : value,
) as SchemaObject;
const validate = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false, allErrors: true }).compile(
  schema,
);

/** What the schema of SARIF 2.1.0 objects to. */
export function sarifErrors(log: string): string[] {
  validate(JSON.parse(log));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
