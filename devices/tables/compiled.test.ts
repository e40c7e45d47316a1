import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBuild } from '../read/read-build.ts';
import { readSets } from '../read/read-file.ts';
import { unresolvedOf } from '../set/join.ts';
import { everythingSaid, said } from '../testing/said.ts';

const source = fileURLToPath(new URL('../testing/tables.c', import.meta.url));
const moduleSource = fileURLToPath(new URL('../testing/module.c', import.meta.url));

/** Compilers by what the reader calls their machine; those that a machine lacks are left out. CI installs all. */
const compilers = (
  [
    ['x86-64', 'x86_64-linux-gnu'],
    ['aarch64', 'aarch64-linux-gnu'],
    ['ppc64', 'powerpc64le-linux-gnu'],
    ['s390x', 's390x-linux-gnu'],
    ['riscv64', 'riscv64-linux-gnu'],
    ['arm', 'arm-linux-gnueabihf'],
  ] as const
).filter(([, prefix]) =>
  ['gcc', 'ar', 'strip'].every((tool) => spawnSync(`${prefix}-${tool}`, ['--version']).status === 0),
);

/** Everything a build makes of a table. */
const builds: readonly (readonly [string, readonly string[]])[] = [
  ['program at any address', ['-fPIE', '-pie']],
  ['program at any address, relocations packed', ['-fPIE', '-pie', '-Wl,-z,pack-relative-relocs']],
  ['program at fixed addresses', ['-fno-pie', '-no-pie', '-static']],
  ['module', ['-fPIC', '-shared']],
  ['module that binds its own symbols', ['-fPIC', '-shared', '-Wl,-Bsymbolic']],
  ['object', ['-c', '-fPIC']],
  ['object with a section for each table', ['-c', '-fPIC', '-fdata-sections', '-ffunction-sections', '-g']],
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compiled-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { encoding: 'utf8' }).status === 0;
}

function read(file: string): { readonly machine: string | undefined; readonly said: readonly string[] } {
  const [one] = readSets(file);
  if (one === undefined || 'problem' in one) throw new Error(one?.problem ?? 'nothing was read');
  return { machine: one.set.source.host?.machine, said: said(one.set) };
}

describe.skipIf(compilers.length === 0)('tables as a compiler makes them', () => {
  it.each(compilers)('for %s', (machine, prefix) => {
    let built = 0;
    for (const [name, flags] of builds) {
      const file = join(folder, `${machine}-${built}`);
      // Not every linker packs relocations.
      if (!run(`${prefix}-gcc`, ['-O2', '-ffreestanding', '-nostdlib', ...flags, '-o', file, source])) continue;
      built += 1;
      expect(read(file), name).toEqual({ machine, said: everythingSaid });
      if (flags.includes('-c')) {
        expect(run(`${prefix}-ar`, ['rcs', `${file}.a`, file])).toBe(true);
        expect(read(`${file}.a`), `${name}, in an archive`).toEqual({ machine, said: everythingSaid });
      } else {
        expect(run(`${prefix}-strip`, ['--strip-all', file])).toBe(true);
        expect(read(file), `${name}, stripped`).toEqual({ machine, said: everythingSaid });
      }
    }
    expect(built).toBeGreaterThanOrEqual(builds.length - 1);
  });

  it.each(compilers)('for %s: a module is joined with its program, both stripped', (machine, prefix) => {
    const [program, module] = [join(folder, `${machine}-program`), join(folder, `${machine}-module.so`)];
    const flags = ['-O2', '-ffreestanding', '-nostdlib', '-Wl,-z,undefs'];
    // With an interpreter it is a program, and tells its symbols.
    const linked = ['-fPIE', '-pie', '-rdynamic', '-Wl,--dynamic-linker=/lib/ld.so'];
    expect(run(`${prefix}-gcc`, [...flags, ...linked, '-o', program, source])).toBe(true);
    expect(run(`${prefix}-gcc`, [...flags, '-fPIC', '-shared', '-o', module, moduleSource])).toBe(true);
    for (const file of [program, module]) expect(run(`${prefix}-strip`, ['--strip-all', file])).toBe(true);
    const [alone] = readSets(module);
    expect(alone).toMatchObject({
      set: { source: { kind: 'module', build: '00112233445566778899aabbccddeeff00112233' } },
    });
    for (const files of [
      [program, module],
      [module, program],
    ]) {
      const [one, ...more] = readBuild(files);
      if (one === undefined || 'problem' in one) throw new Error(one?.problem ?? 'nothing was read');
      expect(more).toEqual([]);
      expect(one.path).toBe(program);
      expect(one.set.source.build).toMatch(/^0011.*2233$/);
      expect(said(one.set)).toEqual(
        [
          'device card 1/1 : parent struct dev 128×0 @0 v0, mode uint32 4×0 @128 v0',
          ...everythingSaid.map((line) => line.replace('device dev', 'nested dev')),
        ].sort(),
      );
      expect(unresolvedOf(one.set)).toEqual([{ symbol: 'vmstate_gone', users: ['card'] }]);
    }
  });

  it('have the names of what is not static, and of what is as long as the symbols are there', () => {
    const [[, prefix] = ['', 'none']] = compilers;
    const file = join(folder, 'symbols');
    expect(run(`${prefix}-gcc`, ['-ffreestanding', '-c', '-fPIC', '-o', file, source])).toBe(true);
    const [one] = readSets(file);
    if (one === undefined || 'problem' in one) throw new Error('nothing was read');
    const dev = one.set.descriptions.find(({ name }) => name === 'dev');
    expect(dev).toMatchObject({ symbol: 'vmstate_dev', hooks: { post_load: { symbol: 'dev_post_load' } } });
    expect(dev?.fields[2]?.field_exists).toMatchObject({ kind: 'function', symbol: 'rings_exist' });
    expect(dev?.fields[0]?.host?.info).toMatchObject({ own: 'pci config', symbol: 'own' });
  });
});
