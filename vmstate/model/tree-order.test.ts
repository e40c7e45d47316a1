import { describe, expect, it } from 'vitest';
import type { Member } from './member.ts';
import { inKeyOrder, orderingMember, rankOf } from './tree-order.ts';
import type { Tree } from './element.ts';
import type { StructShape } from './struct-shape.ts';
import { treesInOrder } from './trees-in-order.ts';

function member(type: 'bool' | 'int8' | 'uint64', more: Partial<Member> = {}): Member {
  return {
    name: 'm',
    version: 0,
    migrated: true,
    element: { kind: 'scalar', type },
    count: { kind: 'one' },
    storage: 'embedded',
    slots: 'none',
    ...more,
  };
}

function shape(...members: Member[]): StructShape {
  return { name: 's', version: 0, minimumVersion: 0, members };
}

const by = (...members: Member[]): Tree => ({ kind: 'tree', key: shape(...members), value: shape() });
const direct: Tree = { kind: 'tree', key: null, value: shape() };

describe('the order of a tree', () => {
  it('is that of the first plain integer of a key', () => {
    const others = [
      member('bool'),
      member('int8', { storage: 'pointer' }),
      member('int8', { count: { kind: 'fixed', n: 2 } }),
      member('int8', { migrated: false }),
      member('int8', { mustExist: true }),
    ];
    expect(orderingMember(shape(...others, member('int8'), member('uint64')))).toBe(5);
    expect(orderingMember(shape(...others))).toBe(-1);
    expect(rankOf(by(member('bool'), member('int8')), [1, -3])).toBe(-3);
    expect(rankOf(by(member('bool')), [1])).toBe(0);
    expect(rankOf(direct, 7n)).toBe(7n);
  });

  it('has each key once, the first of equal ones', () => {
    expect(
      inKeyOrder(by(member('int8')), [
        [[5], [1]],
        [[-1], []],
        [[5], []],
      ]),
    ).toEqual([
      [[-1], []],
      [[5], [1]],
    ]);
    expect(
      inKeyOrder(by(member('bool')), [
        [[1], []],
        [[0], []],
      ]),
    ).toEqual([[[1], []]]);
    expect(
      inKeyOrder(direct, [
        [0xffffffffffffffffn, []],
        [1n, []],
      ]),
    ).toEqual([
      [1n, []],
      [0xffffffffffffffffn, []],
    ]);
  });

  it('is found in every struct', () => {
    const tree = member('int8', { element: direct });
    const inner = shape(tree);
    const nodes = [
      [2n, []],
      [1n, []],
    ];
    const sorted = [
      [1n, []],
      [2n, []],
    ];
    const outer: StructShape = {
      ...shape(
        tree,
        member('int8', { element: { kind: 'struct', struct: inner }, count: { kind: 'fixed', n: 1 } }),
        member('int8', { element: { kind: 'list', list: 'qlist', struct: inner } }),
        member('int8', { element: { kind: 'tree', key: null, value: inner } }),
      ),
      subsections: [{ struct: inner }],
    };
    expect(treesInOrder(outer, [nodes, [[nodes]], [[nodes]], [[3n, [nodes]]], [nodes]])).toEqual([
      sorted,
      [[sorted]],
      [[sorted]],
      [[3n, [sorted]]],
      [sorted],
    ]);
  });
});
