import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCommands } from '../../cli/commands.ts';
import { command } from '../../cli/fixtures.ts';
import type { Io } from '../../cli/io.ts';
import { argumentsOf, commandsIn } from './console.ts';
import { documents, readDocument, root } from './documents.ts';

const commands = [...new Set(documents().flatMap((document) => commandsIn(readDocument(document))))];
const suite = commands.flatMap((line) => {
  const words = argumentsOf(line);
  return words === null ? [] : [{ line, words }];
});

const silent: Io = {
  out: () => undefined,
  err: () => undefined,
  color: false,
  progress: null,
  env: {},
  signal: new AbortController().signal,
};

/** Takes a command line apart as the program does, and carries nothing out. */
async function parse(words: readonly string[]): Promise<void> {
  const program = await buildCommands(words, silent, () => Promise.resolve());
  const carryOutNothing = (of: Command): void => {
    if (of.commands.length === 0) of.action(() => undefined);
    of.commands.forEach(carryOutNothing);
  };
  program.commands.forEach(carryOutNothing);
  await program.parseAsync([...words], { from: 'user' });
}

describe('commands in documents', () => {
  it('are found', () => {
    const markdown =
      '```console\n$ npx vmstate-conformance show --as c > x.c\nout\n$ make   # all\n```\n\n```sh\n$ no\n```';
    expect(commandsIn(markdown)).toEqual(['npx vmstate-conformance show --as c > x.c', 'make   # all']);
    expect(argumentsOf('npx vmstate-conformance show --as c > x.c')).toEqual(['show', '--as', 'c']);
    expect(argumentsOf('make')).toBeNull();
    expect(suite.length).toBeGreaterThan(30);
  });

  it.each(suite)('are valid: $line', async ({ words }) => {
    await parse(words);
  });

  it('would be noticed if they were not', async () => {
    await expect(parse(['check', '--no-such-option'])).rejects.toThrow('unknown option');
    await expect(parse(['qemu', 'no-such-command'])).rejects.toThrow();
  });

  it('never start a file of the build', () => {
    const files = documents().filter((document) => readDocument(document).includes('node dist/'));
    expect(files).toEqual([]);
  });
});

/** Needs a built engine, a QEMU program, a download, or minutes. */
const SKIPPED = /qemu |qemu-system-|--engine (qemu|mine|before)|vectors|template/;

describe('commands in documents that need nothing but Node and Python', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'documents-'));
    const adapter = join(root, 'adapters/python/vmstate_engine.py');
    writeFileSync(
      join(folder, 'my_engine.py'),
      `import os, sys\nos.execv(sys.executable, [sys.executable, ${JSON.stringify(adapter)}])\n`,
    );
    writeFileSync(join(folder, 'my-engine'), `#!/bin/sh\nexec python3 '${adapter}'\n`);
    chmodSync(join(folder, 'my-engine'), 0o755);
    const description = { name: 'dev', version_id: 1, minimum_version_id: 1, fields: [] };
    writeFileSync(join(folder, 'description.json'), JSON.stringify(description));
    writeFileSync(join(folder, 'known.txt'), '');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /**
   * A random seed would make the exit code random: a known-failing list fails when none of
   * the few cases shows one of its entries. This seed shows all that the package's list names.
   */
  const SEED = '93';

  /** Files that a reader would have, no more cases than a test has time for, and a fixed seed. */
  function placed(words: readonly string[]): string[] {
    const own = words.map((word) =>
      word
        .replace(/^\.\/my-engine$/, join(folder, 'my-engine'))
        .replace(/\b(my_engine\.py|description\.json|known\.txt)$/, join(folder, '$1'))
        .replace(/(adapters|docs)\//, join(root, '$1/'))
        .replace('node_modules/vmstate-conformance', root),
    );
    for (const option of ['--runs', '--jobs']) {
      const at = own.indexOf(option);
      if (at >= 0) own.splice(at, 2);
    }
    const seed = own.includes('--seed') ? [] : ['--seed', SEED];
    return own[0] === 'check' ? [...own, '--runs', '60', ...seed] : own;
  }

  it.each(suite.filter(({ line }) => !SKIPPED.test(line)))('run: $line', async ({ words }) => {
    const { exit, err } = await command(placed(words));
    expect(err).toBe('');
    expect(exit).toBe(0);
  });
});
