import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import pkg from '../package.json' with { type: 'json' };
import { root } from './documents/documents.ts';
import { surfaceOf } from './public-surface.ts';

/** The modules that package.json exports, as sources. */
const modules = Object.entries(pkg.exports).flatMap(([name, target]) =>
  typeof target === 'string'
    ? []
    : [{ name, file: join(root, target.default.replace('./dist/', '').replace(/js$/, 'ts')) }],
);

it(
  'is what the snapshot says: a change is one of the package, and belongs in CHANGELOG.md',
  { timeout: 120_000 },
  async () => {
    const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (): void => undefined };
    const options = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, host)?.options ?? {};
    const program = ts.createProgram(
      modules.map(({ file }) => file),
      options,
    );
    const surface = modules.map(({ name, file }) => `${name}\n\n${surfaceOf(program, file)}\n`).join('\n');
    await expect(surface).toMatchFileSnapshot('./__snapshots__/public-surface.txt');
  },
);
