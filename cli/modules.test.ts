import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from './fixtures.ts';

let folder = '';
let program = '';
let changed = '';
let module = '';
let alien = '';

const byte = (name: string): object => ({
  name,
  version_id: 0,
  size: 1,
  num: 0,
  host: { offset: 0, flags: ['VMS_SINGLE'], info: 'uint8', start: 0, struct_version_id: 0 },
});

const struct = (name: string, vmsd: object): object => ({
  ...byte(name),
  vmsd,
  host: { offset: 0, flags: ['VMS_STRUCT'], start: 0, struct_version_id: 0 },
});

function written(kind: string, build: string, description: object): string {
  const path = join(
    folder,
    `${kind}-${build}-${Object.keys(description).length}-${JSON.stringify(description).length}`,
  );
  const source = { file: kind, kind, build, host: { machine: 'x86-64', pointerSize: 8, byteOrder: 'little' } };
  const whole = { version_id: 1, minimum_version_id: 1, subsections: [], hooks: {}, role: 'device', ...description };
  writeFileSync(
    path,
    JSON.stringify({ format: 'vmstate-conformance/description-set/1', source, descriptions: [whole] }),
  );
  return path;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'modules-'));
  const pci = { name: 'pci', symbol: 'vmstate_pci' };
  program = written('program', 'aa', { ...pci, fields: [byte('a')] });
  changed = written('program', 'aa', { ...pci, fields: [byte('a'), byte('b')] });
  const card = { name: 'card', fields: [struct('parent', { external: 'vmstate_pci' }), byte('mode')] };
  module = written('module', 'aa', card);
  alien = written('module', 'bb', card);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a module and its program', () => {
  it('are one set for devices, which can be written', async () => {
    const out = join(folder, 'out.json');
    const { exit, out: tree, err } = await command(['devices', program, module, '--name', 'card', '--out', out]);
    expect(tree).toContain('program for x86-64, with module; 2 descriptions, 3 fields\n');
    expect(tree).toContain('  parent at 0, 1 byte VMS_STRUCT\n    pci version 1, minimum 1 vmstate_pci\n      a uint8');
    expect([exit, err]).toEqual([0, `${out}: 2 descriptions\n`]);
    expect(readFileSync(out, 'utf8')).toContain('"modules"');
    expect((await command(['show', '--device', 'card', '--from', out, '--as', 'model'])).out).toContain('    a: uint8');
  });

  it('are one set for lint', async () => {
    const { out, err } = await command(['lint', module, program]);
    expect([out, err]).toEqual([`${program}: no problem found\n`, '']);
  });

  it('are one side for compat', async () => {
    const of = (...more: string[]): string[] => ['compat', program, changed, '--old-module', module, ...more];
    const { exit, out } = await command(of('--new-module', module, '--name', 'card'));
    expect(out).toContain(
      'card: old to new: stream shifts: at byte 1: the old writes mode (uint8), the new reads parent.b',
    );
    expect(exit).toBe(1);
    const nested = await command(of('--new-module', module, '--name', 'p?i'));
    expect(nested.err).toBe('vmstate-conformance: no device is on both sides and called p?i; it is a part of card\n');
    const other = await command(of('--new-module', alien));
    expect(other.err).toBe(`vmstate-conformance: ${alien} is no module of ${changed}: they are of different builds\n`);
    expect(other.exit).toBe(2);
  });
});

describe('a module without the program of its build', () => {
  it.each(['devices', 'lint'])('%s says what is missing', async (name) => {
    const { err } = await command([name, program, alien]);
    expect(err).toBe(`${alien}: in another file: vmstate_pci (card.parent); give the program of its build as well\n`);
  });
});
