import { patternEngine } from './pattern-engine.ts';
import { Ajv2020, type AnySchemaObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js';

/** Validators by name; each narrows to the type of its name. */
export type Validators<Types extends object> = { readonly [Name in keyof Types]: ValidateFunction<Types[Name]> };

interface Given {
  readonly options?: Options;
  /** Schemas that the named ones refer to. */
  readonly parts?: readonly AnySchemaObject[];
}

const compilers = new WeakMap<object, Ajv2020>();

/**
 * Compiles JSON Schemas (draft 2020-12). Only modules named `validators.ts` call it,
 * at their top level: the build replaces those by the code that ajv writes, so that
 * no command compiles a schema, and the package does not depend on ajv.
 */
export function compileSchemas<Types extends object>(
  schemas: Readonly<Record<keyof Types, AnySchemaObject>>,
  { options, parts = [] }: Given = {},
): Validators<Types> {
  const ajv = new Ajv2020({ ...options, code: { source: true, esm: true, regExp: patternEngine } });
  ajv.addSchema([...parts]);
  const names = Object.keys(schemas) as (keyof Types & string)[];
  for (const name of names) ajv.addSchema(schemas[name], name);
  const validators = Object.fromEntries(names.map((name) => [name, ajv.getSchema(name)])) as Validators<Types>;
  compilers.set(validators, ajv);
  return validators;
}

/** The compiler that made these validators; undefined: none did. */
export function compilerOf(validators: object): Ajv2020 | undefined {
  return compilers.get(validators);
}
