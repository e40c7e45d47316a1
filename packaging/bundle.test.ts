import { relative } from 'node:path';
import { rolldown, type OutputChunk } from 'rolldown';
import { expect, it } from 'vitest';
import { commandBundle, libraryBundle, type Bundle } from './bundle.ts';
import { compiled } from './compiled.ts';
import { standaloneValidators } from './standalone.ts';

async function chunksOf({ input, output }: Bundle): Promise<ReadonlyMap<string, OutputChunk>> {
  const build = await rolldown(input);
  const written = await build.generate(output);
  await build.close();
  return new Map(written.output.flatMap((each) => (each.type === 'chunk' ? [[each.fileName, each]] : [])));
}

/** What is loaded with a chunk, before any of it runs. */
function loadedWith(
  name: string,
  all: ReadonlyMap<string, OutputChunk>,
  found = new Set<OutputChunk>(),
): Set<OutputChunk> {
  const chunk = all.get(name);
  if (chunk === undefined || found.has(chunk)) return found;
  found.add(chunk);
  for (const next of chunk.imports) loadedWith(next, all, found);
  return found;
}

it('starts a check from few files, without reports, device readers, other programs, fast-check and compilers of schemas', async () => {
  const chunks = await chunksOf(commandBundle(['cli/main.ts'], [standaloneValidators(compiled)]));
  const started = [...loadedWith('cli/main.js', chunks)];
  expect(started.length).toBeLessThanOrEqual(3);
  const modules = started.flatMap(({ moduleIds }) => moduleIds.map((id) => relative('.', id)));
  expect(modules).toEqual(expect.arrayContaining(['cli/main.ts', 'cli/commands/check.ts', 'spec/subject.ts']));
  const unused =
    /^((report|devices|smoke|reproducer|stream)\/(?!terminal\/)|engine\/process\/(start|session|handshake)\b|campaign\/(vectors|compare|corpus|fuzz|stream)\/|spec\/faulty\/)/;
  expect(modules.filter((path) => unused.test(path))).toEqual([]);
  const packages = modules.flatMap((path) => /^node_modules\/([^/]+)/.exec(path)?.[1] ?? []);
  expect([...new Set(packages)].sort()).toEqual(['commander', 'picocolors']);
  const builtins = started.flatMap(({ imports }) => imports.filter((name) => !chunks.has(name)));
  // Slow to load: node:net and node:crypto take 3 to 5 ms each.
  const slow = /^node:(child_process|crypto|net|http|worker_threads|zlib|readline)$/;
  expect(builtins.filter((name) => slow.test(name))).toEqual([]);
  expect(builtins.filter((name) => !name.startsWith('node:'))).toEqual([]);
});

it('leaves the packages that the library needs to who installs it', async () => {
  const chunks = await chunksOf(
    libraryBundle(['generators/index.ts', 'api/index.ts'], [standaloneValidators(compiled)]),
  );
  const all = [...chunks.values()];
  expect(all.flatMap(({ moduleIds }) => moduleIds.filter((id) => id.includes('node_modules')))).toEqual([]);
  const packages = all.flatMap(({ imports }) =>
    imports.filter((name) => !chunks.has(name) && !name.startsWith('node:')),
  );
  expect([...new Set(packages)].sort()).toEqual(['fast-check', 'fast-string-width', 'picocolors']);
});
