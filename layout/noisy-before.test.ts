import { describe, expect, it } from 'vitest';
import type { Element, Member, StructShape } from '../vmstate/model/model.ts';
import { noisyBefore } from './noisy-before.ts';

function member(name: string, element: Element, more: Partial<Member> = {}): Member {
  return {
    name,
    version: 0,
    migrated: true,
    element,
    count: { kind: 'one' },
    storage: 'embedded',
    slots: 'none',
    ...more,
  };
}

function shapeOf(members: readonly Member[], more: Partial<StructShape> = {}): StructShape {
  return { name: 'dev', version: 1, minimumVersion: 0, members, ...more };
}

const word: Element = { kind: 'scalar', type: 'uint64' };

describe('noisyBefore', () => {
  it('keeps what siblings read and loads compare, and nothing else', () => {
    const inner = shapeOf([member('wide', word), member('bytes', { kind: 'buffer', size: 8 })]);
    const members = [
      member('n', { kind: 'scalar', type: 'uint8' }),
      member('size', { kind: 'scalar', type: 'int32' }),
      member('bits', { kind: 'scalar', type: 'int32' }),
      member('on', { kind: 'scalar', type: 'uint8' }),
      member('also', { kind: 'scalar', type: 'uint8' }),
      member('items', word, { count: { kind: 'counted', by: 0, type: 'uint8', multiply: null } }),
      member('data', { kind: 'vbuffer', sizedBy: 1, multiply: null }, { test: { kind: 'sibling', by: 3 } }),
      member('map', { kind: 'bitmap', sizedBy: 2 }, { storage: 'pointer' }),
      member('same', { kind: 'checked', info: 'uint64_equal' }),
      member('part', { kind: 'struct', struct: inner }),
      member('list', { kind: 'list', list: 'qlist', struct: inner }),
    ];
    const shape = shapeOf(members, { subsections: [{ struct: inner, needed: 4 }] });
    const struct = [1n, new Uint8Array(8)];
    const before = [2, 8, 64, 1, 1, [1n, 2n], new Uint8Array(8), new Uint8Array(8), 5n, struct, [], struct];
    const noisy = noisyBefore(shape, before, 7);
    const same = noisy.map((value, i) => JSON.stringify(value, plain) === JSON.stringify(before[i], plain));
    expect(same).toEqual([true, true, true, true, true, false, false, false, true, false, true, false]);
    expect(noisy[5]).toHaveLength(2);
    expect([noisy[6], noisy[7]]).toMatchObject([{ length: 8 }, { length: 8 }]);
    expect(noisyBefore(shape, before, 7)).toEqual(noisy);
  });

  it('gives timers another time and arrays other bytes, but leaves trees as they are', () => {
    const shape = shapeOf([
      member('timers', { kind: 'timer' }, { count: { kind: 'fixed', n: 40 } }),
      member('array', { kind: 'bytearray' }),
      member('tree', { kind: 'tree', key: null, value: shapeOf([member('v', word)]) }),
      member('size', word),
      member('half', { kind: 'vbuffer', sizedBy: 3, half: 'low', multiply: null }),
    ]);
    const tree = [[1n, [2n]]];
    const [timers, array, same, size, half] = noisyBefore(
      shape,
      [new Array<bigint>(40).fill(5n), new Uint8Array(12), tree, 3n, new Uint8Array(3)],
      2,
    );
    const times = new Set(Array.isArray(timers) ? timers : []);
    expect(times.size).toBeGreaterThan(5);
    expect(times).toContain(-1n);
    expect([...times].every((time) => typeof time === 'bigint' && time >= -1n)).toBe(true);
    expect(array).toHaveLength(12);
    expect(array).not.toEqual(new Uint8Array(12));
    expect([same, size]).toEqual([tree, 3n]);
    expect(half).toHaveLength(3);
  });

  it('keeps NULL, but an array behind a NULL pointer is empty', () => {
    const shape = shapeOf([
      member('slots', word, { count: { kind: 'fixed', n: 2 }, slots: 'nullable' }),
      member('one', word, { storage: 'allocated' }),
      member('none', word, { count: { kind: 'fixed', n: 0 }, storage: 'pointer' }),
    ]);
    const [slots, one, none] = noisyBefore(shape, [[null, 3n], null, null], 1);
    expect(slots).toEqual([null, expect.any(BigInt)]);
    expect([one, none]).toEqual([null, []]);
  });
});

function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
