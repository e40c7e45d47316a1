import { relative } from 'node:path';
import type { OutputChunk } from 'rolldown';
import { expect, it } from 'vitest';
import { bundled, openBundle } from './bundle.ts';
import { compiled } from './compiled.ts';
import { standaloneValidators } from './standalone.ts';

/** What is loaded with a chunk, before any of it runs. */
function loadedWith(
  chunk: OutputChunk,
  all: ReadonlyMap<string, OutputChunk>,
  found = new Set<OutputChunk>(),
): Set<OutputChunk> {
  if (found.has(chunk)) return found;
  found.add(chunk);
  for (const name of chunk.imports) {
    const next = all.get(name);
    if (next !== undefined) loadedWith(next, all, found);
  }
  return found;
}

it('starts a check without reports, device readers, other programs and compilers of schemas', async () => {
  const build = await openBundle(['cli/main.ts'], [standaloneValidators(compiled)]);
  const { output } = await build.generate(bundled);
  await build.close();
  const chunks = new Map(output.flatMap((each) => (each.type === 'chunk' ? [[each.fileName, each]] : [])));
  const started = ['cli/main.js', 'chunks/check.js'].flatMap((name) => {
    const chunk = chunks.get(name);
    return chunk === undefined ? [] : [...loadedWith(chunk, chunks)];
  });
  const modules = started.flatMap(({ moduleIds }) => moduleIds.map((id) => relative('.', id)));
  expect(modules).toEqual(expect.arrayContaining(['cli/main.ts', 'cli/commands/check.ts', 'spec/subject.ts']));
  const unused =
    /^((report|devices|smoke|reproducer|stream)\/|engine\/process\/(start|session|handshake)\b|campaign\/(vectors|compare|corpus|fuzz|stream)\/|spec\/faulty\/)/;
  expect(modules.filter((path) => unused.test(path))).toEqual([]);
  const packages = started.flatMap(({ imports }) =>
    imports.filter((name) => !chunks.has(name) && !name.startsWith('node:')),
  );
  expect([...new Set(packages)].sort()).toEqual(['commander', 'fast-check', 'picocolors']);
});
