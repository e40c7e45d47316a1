import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleFile } from '../devices/testing/sample.ts';
import { command } from './fixtures.ts';

let folder = '';
let program = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'devices-'));
  program = join(folder, 'qemu-system-none');
  writeFileSync(program, sampleFile({ processor: 'x86-64', dress: '10.0', linking: 'rela', sections: true }));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('vmstate-conformance devices', () => {
  it('lists the descriptions of a program', async () => {
    const { exit, out } = await command(['devices', program]);
    expect(out.replaceAll(/ +/g, ' ')).toContain(
      'tables of qemu-10.0; 3 descriptions, 6 fields\nname version minimum fields subsections own infos hooks role\n',
    );
    expect(out).toMatch(/^dev +3 +1 +3 +1 +pci config +post_load +device$/m);
    expect(exit).toBe(0);
  });

  it('shows one as a tree', async () => {
    const { out } = await command(['devices', program, '--name', 'd?v']);
    expect(out).toContain(
      '  rings[1] at 80, 16 bytes VMS_ARRAY VMS_STRUCT if function 0x450\n    ring version 2, minimum 1\n',
    );
    expect(out).toContain('  + dev/extra version 1, minimum 1 needed\n');
  });

  it('writes a set that it reads again', async () => {
    const file = join(folder, 'set.json');
    const { exit } = await command(['devices', program, '--out', file]);
    expect(exit).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('format', 'vmstate-conformance/description-set/1');
    expect((await command(['devices', file])).out).toContain('program for x86-64, tables of qemu-10.0');
  });

  it('goes on after a file that it cannot read, and ends with 2', async () => {
    const text = join(folder, 'text');
    writeFileSync(text, 'hello');
    const { exit, out, err } = await command(['devices', text, join(folder, 'none'), folder, program]);
    expect(err.replaceAll(folder, 'F')).toBe(
      'F/text: it is not an ELF file, an archive of them, a package or JSON\n' +
        'F/none: it cannot be read (there is no such file)\n' +
        'F: it cannot be read (it is a folder)\n',
    );
    expect(out).toContain('3 descriptions');
    expect(exit).toBe(2);
  });

  it('says so where no name matches', async () => {
    const { exit, err } = await command(['devices', program, '--name', 'zzz*']);
    expect([exit, err]).toEqual([2, 'vmstate-conformance: no description is called zzz*\n']);
  });
});
