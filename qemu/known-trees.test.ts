import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialects } from '../vmstate/dialect.ts';
import { knownTrees, treeOf } from './known-trees.ts';
import { releases } from './releases.ts';

describe('knownTrees', () => {
  it('has a tree for every dialect', () => {
    expect(dialects.filter((dialect) => treeOf(dialect) === undefined)).toEqual([]);
  });

  it('has every release that is downloaded, in its dialect', () => {
    for (const { tag, dialect } of releases)
      expect(knownTrees).toContainEqual(expect.objectContaining({ ref: tag, dialect }));
  });

  it('is what the table in docs/releases.md says', async () => {
    const page = await readFile(join(import.meta.dirname, '../docs/releases.md'), 'utf8');
    const rows = [...page.matchAll(/^\| (\d+\.\S+) *\| `(\S+)` *\| (\S+) *\|/gm)].map((match) => match.slice(1));
    expect(rows).toEqual(
      knownTrees.map(({ version, dialect, cases }) => [version, dialect, cases.toLocaleString('en')]),
    );
  });
});
