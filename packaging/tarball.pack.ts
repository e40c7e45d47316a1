import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { marked } from 'marked';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pkg from '../package.json' with { type: 'json' };
import { readDocument, root } from './documents/documents.ts';

/**
 * The packed package in an empty folder, as a user has it. Needs a finished build and no
 * network: what it depends on is linked from this repository.
 */
let folder = '';
let files: readonly string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'consumer-'));
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  const name = /"filename": "([^"]+)"/.exec(packed)?.[1] ?? 'none';
  const installed = join(folder, 'node_modules', pkg.name);
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, name), '-C', installed, '--strip-components=1']);
  files = readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1));
  for (const dependency of [...Object.keys(pkg.dependencies), 'vitest', 'typescript', '@types/node']) {
    const link = join(folder, 'node_modules', dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', dependency), link);
  }
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function run(program: string, args: readonly string[]): { readonly exit: number | null; readonly out: string } {
  const env = { ...process.env, NO_COLOR: '1', CI: '1', VITEST: undefined, VITEST_POOL_ID: undefined };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, program), ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { exit: status, out: stdout + stderr };
}

const command = `node_modules/${pkg.name}/dist/cli/main.js`;
const vitest = 'node_modules/vitest/vitest.mjs';

/** An engine as a user has one; `flip` breaks every save. */
const myEngine = (flip: boolean): string => `
import { createReferenceEngine, type Engine } from 'vmstate-conformance/engine';
import { encode } from 'vmstate-conformance/oracle';
import type { Model } from 'vmstate-conformance/vmstate';

export const save = (model: Model): Uint8Array => encode(model, 'qemu-11.1');

export function createMyEngine(): Engine {
  const reference = createReferenceEngine({ dialect: 'qemu-11.1' });
  return {
    ...reference,
    save(request) {
      const saved = reference.save(request);
      return saved.status === 'ok' && ${String(flip)}
        ? { ...saved, wire: saved.wire.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) }
        : saved;
    },
  };
}
`;

/** The TypeScript of the README, block by block. */
const examples = marked
  .lexer(readDocument('README.md'))
  .flatMap((token) => (token.type === 'code' && token['lang'] === 'ts' ? [String(token['text'])] : []));

describe('the packed package', () => {
  it('holds what users need, and nothing else', () => {
    const unwanted = /(\.(test|spec|test-d|test-help)\.|\.map$|^dist\/bench\/|^dist\/packaging\/|fixtures|__pycache__)/;
    expect(files.filter((file) => unwanted.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'SECURITY.md']));
    expect(files).toEqual(expect.arrayContaining(['adapters/qemu/engine.c', 'spec/known-failing.txt']));
    expect(files.length).toBeLessThan(550);
  });

  it('checks its own engine', () => {
    const { exit, out } = run(command, ['check', '--runs', '200', '--seed', '1', '--jobs', '2']);
    expect(out).toContain('conforms to qemu-11.1');
    expect(exit).toBe(0);
  });

  it('reads a configuration in TypeScript, or says what to do', () => {
    const name = 'vmstate-conformance.config.ts';
    write(name, 'const runs: number = 12;\nexport default { fuzz: { runs } };');
    const { exit, out } = run(command, ['fuzz', '--print-config']);
    rmSync(join(folder, name));
    if (exit === 0) expect(JSON.parse(out)).toMatchObject({ config: name, options: { runs: { value: 12 } } });
    else expect([exit, out]).toEqual([2, expect.stringMatching(/^.* does not read TypeScript: use Node .*\n$/)]);
    // The Nodes that the documents name.
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    expect(exit === 0).toBe(major > 22 || (major === 22 && minor >= 18));
  });

  it('writes the HTML page, whose template is in the package', () => {
    const { exit, out } = run(command, ['check', '--runs', '20', '--seed', '1', '--report', 'html=page.html']);
    expect(exit, out).toBe(0);
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toMatch(/^<!doctype html>[^]*Content-Security-Policy/);
  });

  it('runs the README in vitest', () => {
    expect(examples).toHaveLength(2);
    examples.forEach((text, i) => {
      write(`readme-${i}.test.ts`, text.replace('createMyEngine())', 'createMyEngine(), { runs: 200, seed: 1 })'));
    });
    write('my-engine.ts', myEngine(false));
    const { exit, out } = run(vitest, ['run', '--reporter=verbose']);
    expect(out).toContain('save/bytes');
    expect(out).toContain('save writes what QEMU writes');
    expect(exit, out).toBe(0);
  });

  it('fails each broken law with its report', () => {
    write('my-engine.ts', myEngine(true));
    const { exit, out } = run(vitest, ['run', '--reporter=verbose']);
    expect(exit).toBe(1);
    expect(out).toContain('save/bytes: nonconform');
    expect(out).toMatch(
      /conformance\(engine, \{ dialect: 'qemu-11\.1', seed: 1, run: \d+, laws: \['save\/bytes'\] \}\)/,
    );
    expect(out).toMatch(/✓.*load\/verdict/);
  });

  it('has complete declarations', () => {
    const compilerOptions = {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      types: ['node'],
    };
    write(
      'uses.ts',
      Object.keys(pkg.exports)
        .filter((name) => !/json|vitest/.test(name))
        .map((name, i) => `export * as m${i} from '${name.replace('.', pkg.name)}';`)
        .join('\n'),
    );
    write(
      'tsconfig.json',
      JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck: false }, include: ['*.ts'] }),
    );
    const { exit, out } = run('node_modules/typescript/bin/tsc', ['-p', '.']);
    expect(out).toBe('');
    expect(exit).toBe(0);
  });

  it('keeps the rest private', () => {
    write('private.mjs', `await import('${pkg.name}/dist/campaign/run.js');`);
    expect(run('private.mjs', []).out).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('hands out its schemas', () => {
    write(
      'schema.mjs',
      `
      import description from '${pkg.name}/schemas/description.json' with { type: 'json' };
      import of from '${pkg.name}/schemas/case.json' with { type: 'json' };
      import result from '${pkg.name}/schemas/result.json' with { type: 'json' };
      console.log(typeof description.$id, typeof of.$schema, typeof result.$id);`,
    );
    expect(run('schema.mjs', []).out).toContain('string string string');
  });
});

it('output that cannot be written is an input/output error in its own words', () => {
  const { status, stderr } = spawnSync('/bin/sh', ['-c', `"${process.execPath}" "${command}" rules > /dev/full`], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toBe('vmstate-conformance: the output cannot be written (ENOSPC: no space left)\n');
  expect(status).toBe(2);
});
