import { describe, expect, it } from 'vitest';
import type { Abi } from '../vmstate/host/abi.ts';
import { cloneMemory, readPointer } from '../vmstate/host/memory.ts';
import { UNTOUCHED, type Element, type Lengths, type Value } from '../vmstate/model/model.ts';
import { scalar } from '../vmstate/model/shapes.test-help.ts';
import { structShape } from './language.test-help.ts';
import { member } from '../vmstate/model/shapes.test-help.ts';
import { memoryAfterLoad, type Layout } from './layout.ts';
import { loadOf, allWhole } from './meaning.test-help.ts';
import { readBack } from './read-back.test-help.ts';
import { arenaIndexOf, entry, job, lay, used } from './store.test-help.ts';

const big: Abi = { pointerSize: 4, byteOrder: 'big' };

describe('a load leaves alone', () => {
  const inner: Element = { kind: 'struct', struct: structShape('inner', [scalar('a', 'uint8'), scalar('b', 'uint8')]) };
  const members = [
    scalar('one', 'uint16'),
    scalar('many', 'uint16', { count: { kind: 'fixed', n: 2 } }),
    member('inner', inner),
    member('tmp', { kind: 'tmp', struct: structShape('t', [scalar('x', 'uint8')]) }),
    member('q', job),
    scalar('slots', 'uint8', { count: { kind: 'fixed', n: 2 }, slots: 'allocated' }),
    scalar('fresh', 'uint8', { storage: 'allocated' }),
  ];
  const laid = lay(big, members, [1, [2, 3], [4, 5], [6], [[7]], [8, 9], 10, [11]], {
    subsections: [{ struct: structShape('dev/s', [scalar('y', 'uint8')]) }],
  });

  it('whatever it did not touch', () => {
    for (const untouched of [UNTOUCHED, null]) {
      const values = [
        untouched,
        [untouched, untouched],
        [untouched, untouched],
        untouched,
        [],
        [untouched, null],
        UNTOUCHED,
        untouched,
      ];
      const after = memoryAfterLoad(laid.plan, laid.destination, allWhole(values));
      expect(used(after)).toEqual(used(laid.destination));
      expect(after.blocks).toEqual(laid.destination.blocks);
    }
    const nothing = memoryAfterLoad(laid.plan, laid.destination, allWhole(members.map(() => UNTOUCHED)));
    expect(used(nothing)).toEqual(used(laid.destination));
  });

  it('its neighbours', () => {
    const { destination, plan } = laid;
    const after = memoryAfterLoad(
      plan,
      destination,
      allWhole([UNTOUCHED, [UNTOUCHED, 0x1234], [UNTOUCHED, 0x56], UNTOUCHED, [], UNTOUCHED, UNTOUCHED, [0x78]]),
    );
    const changed = [...used(after).keys()].filter((i) => after.bytes[i] !== destination.bytes[i]);
    const many = arenaIndexOf(after, laid, 1) + (plan.members[1]?.elementSize ?? 0);
    const b = arenaIndexOf(after, laid, 2) + (plan.members[2]?.struct?.members[1]?.offset ?? 0);
    const y = (after.blocks[0]?.start ?? 0) + (plan.subsections[0]?.members[0]?.offset ?? 0);
    for (const i of changed) expect([many, many + 1, b, y]).toContain(i);
    expect([many, many + 1, b, y].map((i) => after.bytes[i])).toEqual([0x12, 0x34, 0x56, 0x78]);
  });
});

describe('a load allocates', () => {
  const sizes = ({ destination, plan }: Layout, values: Value[], lengths: Lengths = new Map()): number[] => {
    const after = memoryAfterLoad(plan, destination, { values, lengths });
    return after.blocks.slice(destination.blocks.length).map(({ size }) => size);
  };

  it('an array in full even when it failed half way, and nothing for what it did not come to', () => {
    const three = { kind: 'fixed', n: 3 } as const;
    const laid = lay(
      big,
      [scalar('a', 'uint32', { storage: 'allocated', count: three }), scalar('b', 'uint16', { storage: 'allocated' })],
      [[1, 2, 3], 4],
    );
    expect(sizes(laid, [[1, UNTOUCHED, UNTOUCHED], UNTOUCHED])).toEqual([12]);
    expect(sizes(laid, [[null, null, null], 0])).toEqual([12, 2]);
    expect(sizes(laid, [[null, null, null], null])).toEqual([12]);
    const after = memoryAfterLoad(laid.plan, laid.destination, allWhole([[1, UNTOUCHED, null], null]), { fill: 0xcc });
    const start = after.blocks.at(-1)?.start ?? 0;
    expect([...after.bytes.slice(start, start + 12)]).toEqual([0, 0, 0, 1, ...new Array<number>(8).fill(0xcc)]);
    expect(readPointer(after, arenaIndexOf(after, laid, 0))).toBe(start);
  });

  it('buffers as long as they were when the load came to them, whatever their sibling says now', () => {
    const buffer: Element = { kind: 'vbuffer', sizedBy: 0, multiply: 2 };
    const two = { kind: 'fixed', n: 2 } as const;
    const members = [
      scalar('n', 'int32'),
      member('one', buffer, { storage: 'allocated' }),
      member('two', buffer, { storage: 'allocated', count: two }),
    ];
    const full = new Uint8Array(6).fill(7);
    const laid = lay(big, members, [3, full, [full, full]]);
    expect(sizes(laid, [3, full, [full, full]])).toEqual([6, 12]);
    const cut = full.subarray(1);
    expect(sizes(laid, [1, cut, UNTOUCHED], new Map([[cut, 6]]))).toEqual([6]);
    expect(sizes(laid, [3, UNTOUCHED, [cut, null]], new Map([[cut, 6]]))).toEqual([12]);
    expect(sizes(laid, [3, full.subarray(4), [full.subarray(4), null]])).toEqual([2, 4]);
    expect(sizes(laid, [-1, new Uint8Array(0), [new Uint8Array(0), new Uint8Array(0)]])).toEqual([]);
  });

  it('the elements of a list one by one, each before what it allocates itself', () => {
    const list: Element = {
      kind: 'list',
      list: 'qlist',
      struct: structShape('e', [scalar('p', 'uint16', { storage: 'allocated' })]),
    };
    const laid = lay(big, [member('l', list), scalar('z', 'uint8', { storage: 'allocated' })], [[[1], [2]], 3, [4]], {
      subsections: [{ struct: structShape('dev/s', [scalar('y', 'uint32', { storage: 'allocated' })]) }],
    });
    const size = laid.plan.members[0]?.struct?.size;
    expect(sizes(laid, [[[1], [2]], 3, [4]])).toEqual([size, 2, size, 2, 1, 4]);
    expect(sizes(laid, [[[1]], UNTOUCHED, UNTOUCHED])).toEqual([size, 2]);
    const zeros = memoryAfterLoad(laid.plan, laid.destination, allWhole([[[1]], 3, [4]]), { fill: 0 });
    const ones = memoryAfterLoad(laid.plan, laid.destination, allWhole([[[1]], 3, [4]]), { fill: 0xff });
    const element = zeros.blocks.at(-4)?.start ?? 0;
    const unspecified = Array.from({ length: size ?? 0 }, (_, i) => i).filter(
      (i) => zeros.bytes[element + i] !== ones.bytes[element + i],
    );
    // All but the pointer and the link.
    expect(unspecified).toHaveLength((size ?? 0) - 3 * big.pointerSize);
  });
});

describe('a second load into the same object', () => {
  const again = (element: Element, first: Value[], second: Value[]): unknown => {
    const laid = lay(big, [member('l', element)], [first]);
    const once = memoryAfterLoad(laid.plan, laid.destination, allWhole([first]));
    const twice = memoryAfterLoad(laid.plan, cloneMemory(once), allWhole([second]));
    return readBack(twice, laid.plan.description, twice.blocks[0]?.start ?? 0)[0];
  };

  it('adds to a tail queue', () => {
    expect(again(job, [[1], [2]], [UNTOUCHED, UNTOUCHED, [3], [4]])).toEqual([[1], [2], [3], [4]]);
  });

  it('puts one element before those of a list, but loses them with a second', () => {
    expect(again(entry, [[1], [2]], [[3], UNTOUCHED, UNTOUCHED])).toEqual([[3], [1], [2]]);
    expect(again(entry, [[1], [2]], [[3], [4]])).toEqual([[3], [4]]);
    expect(again(entry, [[1], [2]], [UNTOUCHED, UNTOUCHED])).toEqual([[1], [2]]);
  });
});

it('a sink receives every byte that a load writes, links and heads among them', () => {
  const list: Element = {
    kind: 'list',
    list: 'qtailq',
    struct: structShape('e', [scalar('p', 'uint16', { storage: 'allocated' })]),
  };
  const values: Value[] = [[[1], [2]], [3], [4]];
  const laid = lay(
    big,
    [member('l', list), member('t', { kind: 'tmp', struct: structShape('t', [scalar('x', 'uint32')]) })],
    values,
    {
      subsections: [{ struct: structShape('dev/s', [scalar('y', 'uint8')]) }],
    },
  );
  const paths = new Set<string>();
  const received = new Set<number>();
  const after = memoryAfterLoad(laid.plan, laid.destination, loadOf(laid.plan, values), {
    fill: 0,
    sink: (start, length, path, what) => {
      paths.add(`${path} ${what}`);
      for (let i = 0; i < length; i++) received.add(start + i);
    },
  });
  const plain = memoryAfterLoad(laid.plan, laid.destination, loadOf(laid.plan, values), { fill: 0 });
  expect(used(after)).toEqual(used(plain));
  const changed = [...used(after).keys()].filter(
    (i) => after.bytes[i] !== (i < laid.destination.used ? laid.destination.bytes[i] : 0),
  );
  expect(changed.filter((i) => !received.has(i))).toEqual([]);
  expect([...paths].sort()).toEqual([
    'dev/s.y value',
    'l pointer',
    'l[0] pointer',
    'l[0].p pointer',
    'l[0].p value',
    'l[1] pointer',
    'l[1].p pointer',
    'l[1].p value',
    't.x value',
  ]);
});
