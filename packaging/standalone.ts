import { relative } from 'node:path';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'rolldown';
import { compilerOf } from '../vmstate/compile-schemas.ts';

/** Replaces every module named `validators.ts`, given by its path, by the code that ajv writes for what it compiles. */
export function standaloneValidators(compiled: ReadonlyMap<string, object>): Plugin {
  return {
    name: 'standalone-validators',
    load: {
      filter: { id: /[\\/]validators\.ts$/ },
      handler(id) {
        const path = relative('.', id);
        const validators = compiled.get(path);
        if (validators === undefined) throw new Error(`${path} is missing in packaging/compiled.ts`);
        return { code: standaloneModule(validators), moduleType: 'js' };
      },
    },
  };
}

/** The text of a module that exports the same validators and imports no compiler. */
export function standaloneModule(validators: object): string {
  const ajv = compilerOf(validators);
  if (ajv === undefined) throw new Error('the validators are none of compileSchemas');
  const names = Object.keys(validators);
  const code = standaloneCode.default(ajv, Object.fromEntries(names.map((name, i) => [`v${i}`, name])));
  const properties = names.map((name, i) => `${JSON.stringify(name)}: v${i}`);
  return `${withoutRuntime(code)}\nexport const validators = { ${properties.join(', ')} };\n`;
}

/** What the written code calls of ajv at run time is one function, which counts code points. */
function withoutRuntime(code: string): string {
  const own = code.replaceAll('require("ajv/dist/runtime/ucs2length").default', '(text) => [...text].length');
  const required = /\brequire\(.*/.exec(own);
  if (required !== null) throw new Error(`a validator needs ${required[0]}`);
  return own;
}
