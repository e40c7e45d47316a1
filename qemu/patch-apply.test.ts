import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyPatch, describeLeftOut } from './patch-apply.ts';

let tree = '';

beforeEach(async () => {
  tree = await mkdtemp(join(tmpdir(), 'vmstate-tree-'));
  await mkdir(join(tree, 'migration'));
  await mkdir(join(tree, 'include/migration'), { recursive: true });
  await writeFile(join(tree, 'migration/vmstate.c'), 'one\ntwo\n');
  await writeFile(join(tree, 'include/migration/vmstate.h'), 'a\nb\n');
});

afterEach(async () => {
  await rm(tree, { recursive: true });
});

const engine = '--- a/migration/vmstate.c\n+++ b/migration/vmstate.c\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n';
const savevm = '--- a/migration/savevm.c\n+++ b/migration/savevm.c\n@@ -1 +1 @@\n-x\n+y\n';
const header =
  '--- a/include/migration/vmstate.h\n+++ b/include/migration/vmstate.h\n@@ -1,2 +1,2 @@\n a\n-b\n+B\n@@ -9,2 +9,2 @@ macros\n-p\n-q\n+r\n+s\n';
const built = new Set(['migration/vmstate.c', 'include/migration/vmstate.h']);

async function applied(text: string, files: Iterable<string> = built): Promise<string[]> {
  const file = join(tree, 'the.patch');
  await writeFile(file, text);
  const used = new Set(files);
  const leftOut = await applyPatch(tree, file, (path) => used.has(path));
  return leftOut.map(describeLeftOut);
}

describe('applyPatch', () => {
  it('applies the parts that are built and lists the others', async () => {
    expect(await applied(engine + savevm)).toEqual(['left out (not built): migration/savevm.c']);
    expect(await readFile(join(tree, 'migration/vmstate.c'), 'utf8')).toBe('one\n2\n');
  });

  it('tries vmstate.h hunk by hunk', async () => {
    expect(await applied(engine + header)).toEqual([
      'left out (does not apply): include/migration/vmstate.h, hunk @@ -9,2 +9,2 @@ macros',
    ]);
    expect(await readFile(join(tree, 'include/migration/vmstate.h'), 'utf8')).toBe('a\nB\n');
  });

  it('tries savevm.c hunk by hunk, where a part of it is built', async () => {
    await writeFile(join(tree, 'migration/savevm.c'), 'z\n');
    expect(await applied(engine + savevm, [...built, 'migration/savevm.c'])).toEqual([
      'left out (does not apply): migration/savevm.c, hunk @@ -1 +1 @@',
    ]);
    expect(await readFile(join(tree, 'migration/vmstate.c'), 'utf8')).toBe('one\n2\n');
  });

  it('adds a header that a built file may include', async () => {
    expect(await applied(`${engine}--- /dev/null\n+++ b/migration/new.h\n@@ -0,0 +1 @@\n+x\n`)).toEqual([]);
    expect(await readFile(join(tree, 'migration/new.h'), 'utf8')).toBe('x\n');
  });

  it('is a problem if a built file does not take it', async () => {
    await expect(applied(engine.replace('-two', '-three'))).rejects.toThrow(/does not apply to migration\/vmstate.c/);
    await expect(applied(engine).then(() => applied(engine))).rejects.toThrow(/previously applied/);
  });

  it('is a problem if nothing is left, or nothing is there', async () => {
    await expect(applied(savevm)).rejects.toThrow('changes nothing that the engine is built from');
    await expect(applied('hello\n')).rejects.toThrow('is not a patch');
    await expect(applyPatch(tree, join(tree, 'none'), () => true)).rejects.toThrow('cannot be read');
  });
});
