import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportedNames } from './exported-names.ts';

const root = join(import.meta.dirname, '..');

/** The build replaces every `validators.ts` by compiled schemas, and the name is how it finds them. */
const CONVENTIONS = ['validators'];

/** A program of its own, which runs in a browser and imports nothing from the rest. */
const BROWSER = join('report', 'page', 'app');

const SKIPPED = ['node_modules', 'dist', 'coverage', 'adapters', 'api-docs'];

function sources(): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.includes(entry.name))
    .flatMap(({ name }) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((file) => join(name, file)),
    )
    .filter((file) => file.endsWith('.ts') && !file.startsWith(BROWSER))
    .sort();
}

/** The files that declare each name. */
function declarations(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const file of sources()) {
    for (const name of exportedNames(join(root, file))) found.set(name, [...(found.get(name) ?? []), file]);
  }
  return found;
}

it('reads every kind of exported declaration, and no re-export', () => {
  const text = `
    export function a() {}
    export const b = 1, { c, d: [e] } = x;
    export class F {}
    export interface G {}
    export type H = 1;
    export type { I } from './i.ts';
    export * from './j.ts';
    export { k } from './k.ts';
    import { o } from './o.ts';
    export { o };
    const l = 1;
    function m() {}
    export { l, m as n };
    export default a;
  `;
  expect(exportedNames('x.ts', text)).toEqual(['a', 'b', 'c', 'e', 'F', 'G', 'H', 'l', 'n']);
});

it('finds the declarations of the tree', () => {
  const found = declarations();
  expect(found.size).toBeGreaterThan(1000);
  expect(found.get('exportedNames')).toEqual(['packaging/exported-names.ts']);
});

it('gives each exported name one meaning', () => {
  const twice = [...declarations()].filter(([name, files]) => files.length > 1 && !CONVENTIONS.includes(name));
  expect(Object.fromEntries(twice)).toEqual({});
});
