import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Relative specifiers of `import`, `export … from`, `import()` and `new URL(…, import.meta.url)`. */
const SPECIFIER = /(?:\bfrom|\bimport|\bimport\(|\bnew URL\()\s*(['"])(\.{1,2}\/[^'"]+)\1/g;

/** The files that the entries need, entries included, as absolute paths. Types lead to types, code to code. */
export function reachable(entries: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = entries.map((entry) => resolve(entry));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || !existsSync(file)) continue;
    found.add(file);
    if (!/\.[jt]s$/.test(file)) continue;
    for (const [, , specifier] of readFileSync(file, 'utf8').matchAll(SPECIFIER)) {
      if (specifier !== undefined) waiting.push(target(file, specifier));
    }
  }
  return found;
}

/** Declarations name the module that they describe: `./x.js` or `./x.ts` is then `./x.d.ts`. */
function target(from: string, specifier: string): string {
  const path = resolve(dirname(from), specifier);
  return from.endsWith('.d.ts') ? path.replace(/(\.d)?\.[jt]s$/, '.d.ts') : path;
}
