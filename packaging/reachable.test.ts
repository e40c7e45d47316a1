import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entriesOf } from './entries.ts';
import { reachable } from './reachable.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reachable-'));
  mkdirSync(join(folder, 'in'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

function found(...entries: string[]): string[] {
  return [...reachable(entries.map((entry) => join(folder, entry)))].map((path) => relative(folder, path)).sort();
}

it('follows imports of every kind, and programs that are started', () => {
  write({
    'main.js': `import './a.js';\nexport * from "./in/b.js";\nconst c = await import('./c.js');\nfork(new URL('./d.js', import.meta.url));`,
    'a.js': `import data from './data.json' with { type: 'json' };\nimport { join } from 'node:path';`,
    'in/b.js': `import { a } from '../a.js';`,
    'c.js': '',
    'd.js': '',
    'data.json': '{}',
    'lonely.js': `import './main.js';`,
    'main.d.ts': '',
  });
  expect(found('main.js')).toEqual(['a.js', 'c.js', 'd.js', 'data.json', 'in/b.js', 'main.js']);
});

it('follows declarations to declarations, whichever extension they name', () => {
  write({
    'main.d.ts': `import type { A } from './a.ts';\nexport type B = import('./b.js').B;`,
    'a.d.ts': '',
    'b.d.ts': '',
    'a.js': '',
  });
  expect(found('main.d.ts')).toEqual(['a.d.ts', 'b.d.ts', 'main.d.ts']);
});

it('takes commands, modules and declarations of the manifest as entries', () => {
  const types = { types: './dist/a.d.ts', default: './dist/a.js' };
  const manifest = { bin: { a: 'dist/main.js' }, exports: { '.': types, './schemas/*': './engine/*' } };
  expect(entriesOf(manifest)).toEqual(['dist/main.js', './dist/a.d.ts', './dist/a.js']);
});
