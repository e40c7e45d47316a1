import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { device, sampleField, part, u32, u8 } from '../devices/compat/sample.test-help.ts';
import { sampleFile } from '../devices/testing/sample.ts';
import { command, type CommandRun } from './fixtures.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compat-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: object | string | Uint8Array): string {
  const path = join(folder, name);
  const isText = typeof content === 'string' || content instanceof Uint8Array;
  writeFileSync(path, isText ? content : JSON.stringify(content));
  return path;
}

const plain = device([u32('a'), u8('b')]);
const late = device([u32('a'), u8('b'), sampleField('late', 'bool', 1)]);
const subsection = device([u32('a'), u8('b')], { subsections: [part('dev/s', [u8('x')], { needed: 40 })] });
const tested = device([u32('a'), u8('b'), u8('c', { field_exists: { kind: 'byte', offset: 50 } })]);

function compat(old: object, now: object, ...flags: string[]): Promise<CommandRun> {
  return command(['compat', file('old.json', old), file('new.json', now), ...flags]);
}

describe('vmstate-conformance compat', () => {
  it('shows the stream that does not load, and where the sides part', async () => {
    const { exit, out } = await compat(plain, late);
    expect(exit).toBe(1);
    expect(out).toContain(
      'dev: old to new: stream shifts: at byte 5: the old writes no more, the new reads late (bool); ' +
        'the new reads 1 byte more than there are\n',
    );
    expect(out.replaceAll(/ +/g, ' ')).toContain(' > 5 7e (end of the section) late bool\n');
    expect(out).toContain('1 device, both ways: 0 compatible, 2 shifted\n');
  });

  it('writes a page: each device both ways, and each stream that does not load', async () => {
    const page = join(folder, 'page.html');
    expect(await compat(plain, late, '--format', 'html', '--out', page)).toMatchObject({ exit: 1, out: '', err: '' });
    const text = readFileSync(page, 'utf8');
    expect(text).toMatch(/^<!doctype html>/);
    expect(text).toContain('"columns":["device","old → new","new → old"]');
    expect(text).toContain('["≠","5","7e","(end of the section)","late bool"]');
    const refused = await compat(plain, late, '--format', 'html');
    expect(refused.err).toBe('vmstate-conformance: --format html: give --out FILE as well\n');
    expect(refused.exit).toBe(2);
  });

  it('ends with 0 where all loads, with 5 where a condition must hold', async () => {
    expect(await compat(plain, plain)).toMatchObject({ exit: 0 });
    const { exit, out } = await compat(plain, subsection);
    expect(exit).toBe(5);
    expect(out).toContain('dev: new to old: compatible if: dev/s is not sent\n');
  });

  it('takes what is known of a test, from a flag or a file', async () => {
    expect(await compat(plain, tested)).toMatchObject({ exit: 5 });
    expect(await compat(plain, tested, '--assume', 'c=false')).toMatchObject({ exit: 0 });
    expect(await compat(plain, tested, '--assume-new', 'dev.c=true')).toMatchObject({ exit: 1 });
    const known = file('known', 'new c=false\n');
    expect(await compat(plain, tested, '--assumptions', known)).toMatchObject({ exit: 0 });
    expect(await compat(plain, tested, '--assume', 'd=false')).toMatchObject({
      exit: 2,
      err: "vmstate-conformance: nothing is decided for 'd': d=false\n",
    });
  });

  it('takes results of tests from a file of a machine, which --write-machine prepares', async () => {
    const path = join(folder, 'machine.txt');
    expect(await compat(plain, tested, '--write-machine', path)).toMatchObject({ exit: 5 });
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('\n# dev\n#new dev.c=false\n');
    expect(await compat(plain, tested, '--machine', path)).toMatchObject({ exit: 5 });
    writeFileSync(path, text.replace('#new', 'new') + 'other.x=true\n');
    expect(await compat(plain, tested, '--machine', path)).toMatchObject({
      exit: 0,
      err: `machine ${path}: 1 of 2 results of tests apply; on neither side: other.x\n`,
    });
    expect(await compat(plain, tested, '--machine', path, '--assume-new', 'dev.c=true')).toMatchObject({ exit: 1 });
  });

  it('knows what the version of a machine type decides', async () => {
    const e1000e = (more: object): object => ({ ...device([u32('a'), u8('core.timadj', more)]), name: 'e1000e' });
    const without = { ...device([u32('a')]), name: 'e1000e' };
    const now = e1000e({ field_exists: { kind: 'byte', offset: 50 } });
    expect(await compat(without, now)).toMatchObject({ exit: 5 });
    expect(await compat(without, now, '--machine', 'pc-i440fx-7.2')).toMatchObject({ exit: 0 });
    expect(await compat(without, now, '--machine', 'virt-8.0')).toMatchObject({ exit: 1 });
    const { exit, err } = await compat(without, now, '--machine', 'pc-7.2');
    expect(exit).toBe(2);
    expect(err).toMatch(
      /^vmstate-conformance: --machine: 'pc-7.2' is no machine type that is known \(pc-i440fx, [^\n]*\n$/,
    );
  });

  it('writes one short witness of each finding as JSON, all of them with --verbose', async () => {
    const parts = [part('dev/s', [u8('x')], { needed: 40 }), part('dev/t', [u8('x')], { needed: 41 })];
    const many = Array.from({ length: 40 }, (_, i) => u8(`m${i}`));
    const flags = ['--format', 'json'];
    const brief = await compat(device(many), device(many, { subsections: parts }), ...flags);
    const near = { kind: 'subsection', witness: { fields: { source: 44 }, source: { length: 8 } } };
    const bare = { kind: 'subsection', name: 'dev/t' };
    expect(JSON.parse(brief.out)).toMatchObject({ devices: [{ backward: { conditions: [near, bare] } }] });
    expect(brief.out.match(/"witness":/g)).toHaveLength(1);
    const all = await compat(device(many), device(many, { subsections: parts }), ...flags, '--verbose');
    const full = { witness: { source: { length: 44 } } };
    expect(JSON.parse(all.out)).toMatchObject({ devices: [{ backward: { conditions: [full, full] } }] });
  });

  it('passes over what is suppressed, and fails for what is stale', async () => {
    const known = file('suppressed', 'dev | no released machine has it | https://bugs.invalid/1\n');
    expect(await compat(plain, late, '--suppressions', known)).toMatchObject({ exit: 0 });
    const { exit, out } = await compat(plain, plain, '--suppressions', known);
    expect(exit).toBe(1);
    expect(out).toContain('stale: line 1 of the suppressions matches nothing: dev\n');
  });

  it('takes one file with both sides, and the memory beside them', async () => {
    const bytes = (byte: string): object => ({ blocks: [{ bytes: `${'00'.repeat(50)}${byte}` }] });
    const pair = { old: tested, new: tested, memory_old_source: bytes('00'), memory_new_destination: bytes('01') };
    const { exit, out } = await command(['compat', file('pair.json', pair)]);
    expect(exit).toBe(1);
    expect(out).toContain('old to new: stream shifts: at byte 5: the old writes no more, the new reads c (uint8)');
    expect(out).toContain('new to old: compatible');
  });

  it('compares programs by device', async () => {
    const program = (dress: '10.0' | '11.1.3'): string =>
      file(dress, sampleFile({ processor: 'x86-64', dress, linking: 'rela', sections: true }));
    const { exit, out } = await command(['compat', program('10.0'), program('11.1.3')]);
    expect(exit).toBe(0);
    expect(out).toContain('1 device, both ways: 2 compatible\n');
  });

  it('prints JSON, Markdown and SARIF', async () => {
    const json: unknown = JSON.parse((await compat(plain, late, '--format', 'json')).out);
    expect(json).toMatchObject({
      format: 'vmstate-conformance/compat/1',
      devices: [{ name: 'dev', forward: { kind: 'shifted', suppressed: false, witness: { outcome: { bytes: 1 } } } }],
    });
    const sarif: unknown = JSON.parse((await compat(plain, late, '--format', 'sarif')).out);
    expect(sarif).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'compat/shifted', level: 'error' }, { ruleId: 'compat/shifted' }] }],
    });
    const hostile = { ...late, name: '<b>|x\n' };
    const { out } = await compat({ ...plain, name: '<b>|x\n' }, hostile, '--format', 'markdown');
    expect(out).toContain('| <code>&lt;b>&#124;x�</code> | old to new | stream shifts | at byte 5:');
  });

  it.each([
    [['--own-info', 'x'], "--own-info: 'x' is no NAME=BYTES"],
    [['--assume', 'x'], "--assume: 'x' is no FIELD=VALUE"],
    [['--suppressions', '/nonexistent'], '--suppressions: /nonexistent cannot be read (ENOENT)'],
    [['--name', 'other'], 'no device is on both sides and called other'],
  ])('refuses %j', async (flags, message) => {
    const { exit, err } = await compat(plain, plain, ...flags);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });

  it('refuses a dump that has no lengths of arrays', async () => {
    const fields = [{ field: 'x', version_id: 0, field_exists: false, size: 4 }];
    const dump = {
      dev: { Name: 'dev', Description: { name: 'dev', version_id: 1, minimum_version_id: 1, Fields: fields } },
    };
    expect(await compat(dump, dump)).toMatchObject({
      exit: 2,
      err: 'vmstate-conformance: old.json does not contain the lengths of arrays: compare the programs instead\n',
    });
  });

  it('refuses a file that is no description', async () => {
    const { exit, err } = await command(['compat', file('text', 'hello'), file('old.json', plain)]);
    expect({ exit, err: err.replaceAll(folder, 'F') }).toEqual({
      exit: 2,
      err: 'vmstate-conformance: F/text: it is not an ELF file, an archive of them, a package or JSON\n',
    });
  });
});

describe('compat on engines', () => {
  it('carries out what it says, and says how much came out as predicted', async () => {
    const { exit, out } = await compat(plain, late, '--engine', 'reference', '--engine', 'reference');
    expect(exit).toBe(1);
    expect(out).toContain('carried out on the engines: 2 of 2 states as predicted\n');
    expect(await compat(plain, plain, '--engine', 'reference')).toMatchObject({
      exit: 2,
      err: 'vmstate-conformance: compat takes two engines, not 1: give --engine twice\n',
    });
  });
});
