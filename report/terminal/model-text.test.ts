import { describe, expect, it } from 'vitest';
import type { Member, StructShape, Value } from '../../vmstate/model/model.ts';
import { sampleMember, arrayCase } from '../fixtures/result.ts';
import { everything } from '../../layout/language.test-help.ts';
import { modelText } from './model-text.ts';

const u8 = { kind: 'scalar', type: 'uint8' } as const;

function text(members: readonly Member[], values: Value[], part: Partial<StructShape> = {}): string[] {
  const shape = { name: 'device', version: 1, minimumVersion: 1, members, ...part };
  return modelText({ shape, values }).split('\n');
}

describe('modelText', () => {
  it('says type, count, storage and values of every member', () => {
    expect(modelText(arrayCase.model)).toBe(
      ['struct device v1', '  n: uint8 = 3', '  regs: uint32[n] behind pointer = [1, 2, 3]'].join('\n'),
    );
  });

  it('spells out scalars of every kind', () => {
    const members = [
      sampleMember({ name: 'on', element: { kind: 'scalar', type: 'bool' } }),
      sampleMember({ name: 'big', element: { kind: 'scalar', type: 'uint64' } }),
    ];
    expect(text(members, [1, 2n ** 63n])).toEqual([
      'struct device v1',
      '  on: bool = true',
      '  big: uint64 = 9223372036854775808',
    ]);
  });

  it('names the members that hold counts and lengths, and how they are read', () => {
    const members = [
      sampleMember({ name: 'len', element: { kind: 'scalar', type: 'int32' }, migrated: false }),
      sampleMember({ name: 'data', element: { kind: 'vbuffer', sizedBy: 0, multiply: 4 }, storage: 'allocated' }),
      sampleMember({ name: 'regs', element: u8, count: { kind: 'counted', by: 0, type: 'uint32', multiply: 2 } }),
      sampleMember({ name: 'gap', element: { kind: 'unused', size: 5 } }),
    ];
    expect(text(members, [1, Uint8Array.of(1, 2, 3, 255), [7, 8], null])).toEqual([
      'struct device v1',
      '  len: int32 (not migrated) = 1',
      '  data: buffer(len * 4) behind pointer that a load allocates = 01 02 03 ff',
      '  regs: uint8[len as uint32 * 2] = [7, 8]',
      '  gap: unused(5)',
    ]);
  });

  it('puts the values of one struct at its members, those of several on one line', () => {
    const struct = { name: 'ctl', version: 2, minimumVersion: 0, members: [sampleMember({ name: 'a', element: u8 })] };
    const element = { kind: 'struct', struct } as const;
    const members = [
      sampleMember({ name: 'one', element }),
      sampleMember({ name: 'many', element, count: { kind: 'fixed', n: 2 }, slots: 'nullable', version: 1 }),
    ];
    expect(text(members, [[5], [[6], null]])).toEqual([
      'struct device v1',
      '  one: struct ctl v2 (down to v0)',
      '    a: uint8 = 5',
      '  many: struct ctl v2 (down to v0) [2] each behind a pointer (since v1) = [{a: 6}, NULL]',
      '    a: uint8',
    ]);
  });

  it('cuts long values and says how long they are', () => {
    const members = [
      sampleMember({ name: 'regs', element: u8, count: { kind: 'fixed', n: 17 } }),
      sampleMember({ name: 'data', element: { kind: 'buffer', size: 17 }, version: 3 }),
    ];
    const [, regs, data] = text(members, [new Array<number>(17).fill(9), new Uint8Array(17)]);
    expect(regs).toMatch(/= \[9(, 9){15}, … \(17 elements\)\]$/);
    expect(data).toMatch(/\(since v3: not in this stream\) = 00( 00){15} … \(17 bytes\)$/);
  });
});

describe('modelText of the whole language', () => {
  const lines = modelText(everything).split('\n');

  it.each([
    'struct dev v2 (down to v0)',
    '  hooks: post_load_errp, pre_save',
    '  fp: cpudouble = 0x400921fb54442d18 (3.141592653589793)',
    '  same: uint16_equal = 4660',
    '  map: bitmap(bits bits) behind pointer = 01 02 03 04 05 06 07 08 00 00 00 00 00 00 00 2a',
    '  there: uint32 (if yes) = 3735928559',
    '  gone: uint32 behind pointer that a load allocates (if no: not in this stream) = 77',
    '  late: uint8 (if the version is at least 3: not in this stream) = 88',
    '  now: uint8 (if the version is at least 2, must exist) = 99',
    '  valid: validate (if yes, must exist)',
    '  inner: struct versioned v2 (down to v0), saved and loaded at v1',
    '    new: uint16 (since v2: not in this stream) = 2',
    '  list: qlist of struct entry v2 (down to v0) = [{id: 1, at: {deep: 100}}, {id: 2, at: {deep: 200}}]',
    '  none: qtailq of struct unused v2 (down to v0) = []',
    '  tmp: temporary struct scratch v2 (down to v0)',
    '    hooks: post_load (returns -5)',
    '    total: uint32 = 123456',
    '    subsection struct scratch/more v2 (down to v0)',
    '      more: uint8 = 42',
    '  alarm: timer behind pointer = not pending',
    '  alarms: timer[2] = [5, 9223372036854775807]',
    '  tree: tree of struct mapping v2 (down to v0) by struct key v2 (down to v0) (since v1) = [{k: 1} => {len: 2, data: 07 08}, {k: 2} => {len: 0, data: (no bytes)}]',
    '    key: struct key v2 (down to v0)',
    '  direct: tree of struct weight v2 (down to v0) by integers = [0 => {w: 4}, 1 => {w: 5}, 4294967294 => {w: 3}]',
    '  array: byte array = 01 02 03 04 05',
    '  subsection struct dev/sub v2 (down to v0) if yes',
    '    on: uint8 (not migrated) = 7',
    '  subsection struct dev/off v2 (down to v0) if no: not in this stream',
  ])('says %j', (line) => {
    expect(lines).toContain(line);
  });

  it('puts the subsections of a list element into its value', () => {
    expect(lines.find((line) => line.startsWith('  tailq:'))).toContain(
      '{key: 0, len: 0, data: (no bytes), node/extra: {x: 8738}}',
    );
  });
});

it('abbreviates names of hundreds of characters to their length', () => {
  const name = 'n'.repeat(256);
  const text = modelText({ shape: { name, version: 1, minimumVersion: 1, members: [] }, values: [] });
  expect(text).toBe(`struct ${'n'.repeat(32)}…${'n'.repeat(12)} (256 characters) v1`);
});
