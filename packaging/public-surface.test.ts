import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import pkg from '../package.json' with { type: 'json' };
import { root } from './documents/documents.ts';
import { surfaceOf, undocumented } from './public-surface.ts';

/** The modules that package.json exports, as sources. */
const modules = Object.entries(pkg.exports).flatMap(([name, target]) =>
  typeof target === 'string'
    ? []
    : [{ name, file: join(root, target.default.replace('./dist/', '').replace(/js$/, 'ts')) }],
);

function createProgram(): ts.Program {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (): void => undefined };
  const options = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, host)?.options ?? {};
  return ts.createProgram(
    modules.map(({ file }) => file),
    options,
  );
}

it(
  'is what the snapshot says: a change is one of the package, and belongs in CHANGELOG.md',
  { timeout: 120_000 },
  async () => {
    const program = createProgram();
    const surface = modules.map(({ name, file }) => `${name}\n\n${surfaceOf(program, file)}\n`).join('\n');
    await expect(surface).toMatchFileSnapshot('./__snapshots__/public-surface.txt');
    expect(modules.flatMap(({ file }) => undocumented(program, file))).toEqual([]);
  },
);

it('finds exports without documentation', () => {
  const text = `
/** One.
 * @since 1 */
export const one = 1;
export const two = 2;
/** F.
 * @since 1 */
export function f() {}`;
  const host = ts.createCompilerHost({});
  const file = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest);
  const program = ts.createProgram(['x.ts'], { noLib: true, types: [] }, { ...host, getSourceFile: () => file });
  expect(undocumented(program, 'x.ts')).toEqual(['f: no @example', 'two: no text', 'two: no @since']);
});
