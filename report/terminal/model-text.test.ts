import { describe, expect, it } from 'vitest';
import type { Member, StructShape, Value } from '../../vmstate/model.ts';
import { member, sampleCase } from '../fixtures/result.ts';
import { modelText } from './model-text.ts';

const u8 = { kind: 'scalar', type: 'uint8' } as const;

function text(members: readonly Member[], values: Value[], part: Partial<StructShape> = {}): string[] {
  const shape = { name: 'device', version: 1, minimumVersion: 1, members, ...part };
  return modelText({ shape, values }).split('\n');
}

describe('modelText', () => {
  it('says type, count, storage and values of every member', () => {
    expect(modelText(sampleCase.model)).toBe(
      ['struct device v1', '  n: uint8 = 3', '  regs: uint32[n] behind pointer = [1, 2, 3]'].join('\n'),
    );
  });

  it('spells out scalars of every kind', () => {
    const members = [
      member({ name: 'on', element: { kind: 'scalar', type: 'bool' } }),
      member({ name: 'big', element: { kind: 'scalar', type: 'uint64' } }),
    ];
    expect(text(members, [1, 2n ** 63n])).toEqual(['struct device v1', '  on: bool = true', '  big: uint64 = 9223372036854775808']);
  });

  it('names the members that hold counts and lengths, and how they are read', () => {
    const members = [
      member({ name: 'len', element: { kind: 'scalar', type: 'int32' }, migrated: false }),
      member({ name: 'data', element: { kind: 'vbuffer', sizedBy: 0, multiply: 4 }, storage: 'allocated' }),
      member({ name: 'regs', element: u8, count: { kind: 'counted', by: 0, type: 'uint32', multiply: 2 } }),
      member({ name: 'gap', element: { kind: 'unused', size: 5 } }),
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
    const struct = { name: 'ctl', version: 2, minimumVersion: 0, members: [member({ name: 'a', element: u8 })] };
    const element = { kind: 'struct', struct } as const;
    const members = [
      member({ name: 'one', element }),
      member({ name: 'many', element, count: { kind: 'fixed', n: 2 }, slots: 'nullable', version: 1 }),
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
      member({ name: 'regs', element: u8, count: { kind: 'fixed', n: 17 } }),
      member({ name: 'data', element: { kind: 'buffer', size: 17 }, version: 3 }),
    ];
    const [, regs, data] = text(members, [new Array<number>(17).fill(9), new Uint8Array(17)]);
    expect(regs).toMatch(/= \[9(, 9){15}, … \(17 elements\)\]$/);
    expect(data).toMatch(/\(since v3: not in this stream\) = 00( 00){15} … \(17 bytes\)$/);
  });
});
