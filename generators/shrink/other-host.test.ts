import { describe, expect, it } from 'vitest';
import type { Abi } from '../../vmstate/host/abi.ts';
import type { Member, Value } from '../../vmstate/model/model.ts';
import { scalar, shape } from '../../vmstate/model/shapes.test-help.ts';
import { forHost } from './other-host.ts';

const le64: Abi = { pointerSize: 8, byteOrder: 'little' };
const le32: Abi = { pointerSize: 4, byteOrder: 'little' };
const be32: Abi = { pointerSize: 4, byteOrder: 'big' };

const element = (name: string, of: Member['element'], more: Partial<Member> = {}): Member =>
  scalar(name, 'uint8', { element: of, ...more });
const half = (which: 'low' | 'high'): Member =>
  element('data', { kind: 'vbuffer', sizedBy: 0, half: which, multiply: null });

function moved(
  members: readonly Member[],
  values: Value[],
  from: Abi,
  to: Abi,
): { readonly members: readonly Member[]; readonly values: readonly Value[] } {
  const { shape: of, values: after } = forHost({ shape: shape('dev', members), values }, from, to);
  return { members: of.members, values: after };
}

describe('forHost', () => {
  it('is the model itself on a host of the same kind, or where nothing depends on it', () => {
    const model = { shape: shape('dev', [scalar('a', 'uint64')]), values: [1n] };
    expect(forHost(model, le64, le64)).toBe(model);
    expect(forHost(model, le32, be32)).toBe(model);
  });

  it('cuts direct keys to the pointers there are, wherever the tree is', () => {
    const tree = element('tree', { kind: 'tree', key: null, value: shape('v', []) });
    const inner = shape('inner', [tree]);
    const list = element('list', { kind: 'list', list: 'qlist', struct: inner });
    const key = 0x1122334455667788n;
    const values = [[[key, []]], [[[[key, []]]]]];
    expect(moved([tree, list], values, le64, le32).values).toEqual([[[0x55667788n, []]], [[[[0x55667788n, []]]]]]);
    expect(moved([tree, list], values, le32, le64).values).toEqual(values);
  });

  it('leaves the keys that are structs', () => {
    const tree = element('tree', { kind: 'tree', key: shape('k', [scalar('a', 'uint64')]), value: shape('v', []) });
    const values = [[[[2n ** 40n], []]]];
    expect(moved([tree], values, le64, le32).values).toEqual(values);
  });

  it('has buffers behind slots of as many bytes as a pointer has', () => {
    const slots = { slots: 'nullable', count: { kind: 'fixed', n: 2 } } as const;
    const raw = element('raw', { kind: 'buffer', size: 8 }, slots);
    const nested = element('in', {
      kind: 'struct',
      struct: shape('s', [raw, element('b', { kind: 'buffer', size: 8 })]),
    });
    const long = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const { members, values } = moved(
      [raw, nested],
      [
        [null, long],
        [[long, null], long],
      ],
      le64,
      le32,
    );
    const short = Uint8Array.of(1, 2, 3, 4);
    expect(members[0]?.element).toEqual({ kind: 'buffer', size: 4 });
    expect(values).toEqual([
      [null, short],
      [[short, null], long],
    ]);
    const back = moved(members, [...values], le32, le64);
    expect(back.members).toEqual([raw, nested]);
    expect(back.values[0]).toEqual([null, Uint8Array.of(1, 2, 3, 4, 0, 0, 0, 0)]);
  });

  it('has the other half of a size hold it where the byte order is another', () => {
    const wide = scalar('size', 'uint64');
    const { members, values } = moved(
      [wide, half('low'), scalar('other', 'uint64')],
      [0x7_0000_0002n, Uint8Array.of(1, 2), 5n],
      le32,
      be32,
    );
    expect(members[1]?.element).toMatchObject({ half: 'high' });
    expect(values).toEqual([0x2_0000_0007n, Uint8Array.of(1, 2), 5n]);
    expect(moved(members, [...values], be32, le32).values[0]).toBe(0x7_0000_0002n);
  });

  it('does so in values and keys of trees and in subsections', () => {
    const inner = shape('inner', [scalar('size', 'uint64'), half('high')]);
    const tree = element('tree', { kind: 'tree', key: inner, value: inner });
    const model = {
      shape: { ...shape('dev', [tree]), subsections: [{ struct: inner }] },
      values: [
        [
          [
            [2n ** 32n, Uint8Array.of(1)],
            [0n, new Uint8Array()],
          ],
        ],
        [2n ** 32n, Uint8Array.of(3)],
      ],
    };
    const { shape: of, values } = forHost(model, be32, le32);
    expect(JSON.stringify(of)).not.toContain('high');
    expect(JSON.stringify(of).match(/"half":"low"/g)).toHaveLength(3);
    expect(values).toEqual([
      [
        [
          [1n, Uint8Array.of(1)],
          [0n, new Uint8Array()],
        ],
      ],
      [1n, Uint8Array.of(3)],
    ]);
  });
});
