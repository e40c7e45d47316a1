import { describe, expect, it } from 'vitest';
import type { Abi } from '../vmstate/host/abi.ts';
import { cloneMemory, readPointer, type Memory } from '../vmstate/host/memory.ts';
import { UNTOUCHED, type Element, type Member, type Value } from '../vmstate/model/model.ts';
import { scalar } from '../vmstate/model/shapes.test-help.ts';
import { caseOf, hosts, structShape } from './language.test-help.ts';
import { member } from '../vmstate/model/shapes.test-help.ts';
import { layout, memoryAfterLoad, type Layout } from './layout.ts';
import { loadedValues, readBack } from './read-back.test-help.ts';

function lay(
  abi: Abi,
  members: readonly Member[],
  values: Value[],
  more: Parameters<typeof structShape>[2] = {},
): Layout {
  return layout(caseOf({ shape: structShape('dev', members, more), values }, abi, 3));
}

/** The arena index of a member of the root. */
function at(memory: Memory, { plan }: Layout, i: number): number {
  return (memory.blocks[0]?.start ?? 0) + (plan.members[i]?.offset ?? 0);
}

function used({ bytes, used: length }: Memory): Uint8Array {
  return bytes.slice(0, length);
}

const job: Element = { kind: 'list', list: 'qtailq', struct: structShape('job', [scalar('j', 'uint8')]) };
const entry: Element = { kind: 'list', list: 'qlist', struct: structShape('entry', [scalar('e', 'uint8')]) };

describe.each(hosts)('memory on %s', (_, abi) => {
  const word = abi.pointerSize;

  it('holds a double as it holds any eight bytes', () => {
    const laid = lay(abi, [scalar('d', 'cpudouble')], [0x0102030405060708n]);
    const bytes = laid.source.bytes.slice(at(laid.source, laid, 0), at(laid.source, laid, 0) + 8);
    expect([...bytes]).toEqual(abi.byteOrder === 'little' ? [8, 7, 6, 5, 4, 3, 2, 1] : [1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('holds a bitmap in longs of its own order', () => {
    const wire = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18);
    const laid = lay(
      abi,
      [scalar('n', 'int32'), member('map', { kind: 'bitmap', sizedBy: 0 }, { storage: 'pointer' })],
      [70, wire],
    );
    const to = readPointer(laid.source, at(laid.source, laid, 1)) ?? 0;
    const low = word === 8 ? [8, 7, 6, 5, 4, 3, 2, 1] : [5, 6, 7, 8, 1, 2, 3, 4];
    const high = word === 8 ? [0x18, 0x17, 0x16, 0x15, 0x14, 0x13, 0x12, 0x11] : [0x15, 0x16, 0x17, 0x18];
    expect([...laid.source.bytes.slice(to, to + low.length + high.length)]).toEqual([...low, ...high]);
    // A load drops the bits for which a 32-bit host has no long.
    const before = laid.destination.bytes.slice();
    const after = memoryAfterLoad(laid.plan, laid.destination, [70, wire]);
    const there = readPointer(after, at(after, laid, 1)) ?? 0;
    expect([...after.bytes.slice(there, there + low.length + high.length)]).toEqual([...low, ...high]);
    expect(after.bytes[there + low.length + high.length]).toBe(before[there + low.length + high.length]);
  });

  it('keeps room for whole words of the wire, whatever its longs', () => {
    const laid = lay(
      abi,
      [scalar('n', 'int32'), member('map', { kind: 'bitmap', sizedBy: 0 }, { storage: 'pointer' })],
      [3, new Uint8Array(8)],
    );
    const to = readPointer(laid.source, at(laid.source, laid, 1)) ?? 0;
    const block = laid.source.blocks.find(({ start, size }) => start <= to && to < start + size);
    expect((block?.start ?? 0) + (block?.size ?? 0) - to).toBeGreaterThanOrEqual(8);
  });

  it('links a tail queue both ways, and its head with its tail', () => {
    const laid = lay(abi, [member('q', job), member('none', job)], [[[1], [2]], []]);
    const { source, plan } = laid;
    const head = at(source, laid, 0);
    const start = plan.description.fields[0]?.start ?? 0;
    const first = readPointer(source, head) ?? 0;
    const second = readPointer(source, first + start) ?? 0;
    expect(readPointer(source, second + start)).toBeNull();
    expect(readPointer(source, first + start + word)).toBe(head);
    expect(readPointer(source, second + start + word)).toBe(first + start);
    expect(readPointer(source, head + word)).toBe(second + start);
    const none = at(source, laid, 1);
    expect([readPointer(source, none), readPointer(source, none + word)]).toEqual([null, none]);
    const words = [head, first + start, second + start, none].flatMap((link) => [link, link + word]);
    expect([...source.slots].sort()).toEqual(words.sort());
  });

  it('links a list with its head and what leads to each element', () => {
    const laid = lay(abi, [member('l', entry), member('none', entry)], [[[1], [2]], []]);
    const { source, plan } = laid;
    const head = at(source, laid, 0);
    const start = plan.description.fields[0]?.start ?? 0;
    const first = readPointer(source, head) ?? 0;
    const second = readPointer(source, first + start) ?? 0;
    expect(readPointer(source, first + start + word)).toBe(head);
    expect(readPointer(source, second + start)).toBeNull();
    expect(readPointer(source, second + start + word)).toBe(first + start);
    expect(readPointer(source, at(source, laid, 1))).toBeNull();
    const links = [first + start, second + start].flatMap((link) => [link, link + word]);
    expect([...source.slots].sort()).toEqual([head, ...links, at(source, laid, 1)].sort());
  });

  it('of a destination has no element in its lists', () => {
    const laid = lay(abi, [member('q', job), member('l', entry)], [[[1]], [[2]]]);
    const { destination, source } = laid;
    const [q, l] = [at(destination, laid, 0), at(destination, laid, 1)];
    expect([readPointer(destination, q), readPointer(destination, q + word), readPointer(destination, l)]).toEqual([
      null,
      q,
      null,
    ]);
    expect(destination.blocks).toHaveLength(source.blocks.length);
    expect(laid.before).toEqual([[], []]);
  });

  it('of a destination has every integer that is checked, wherever it lies', () => {
    const checked: Element = { kind: 'checked', info: 'uint32_equal' };
    const inner: Element = { kind: 'struct', struct: structShape('inner', [member('c', checked)]) };
    const two = { kind: 'fixed', n: 2 } as const;
    const members = [
      member('one', checked),
      member('many', checked, { count: two }),
      member('far', checked, { count: two, storage: 'pointer' }),
      member('slots', checked, { count: two, slots: 'nullable' }),
      member('inner', inner, { count: two }),
      member('tmp', { kind: 'tmp', struct: structShape('t', [member('c', checked)]) }),
      scalar('last', 'uint32'),
    ];
    const values = [0xa1, [0xb1, 0xb2], [0xc1, 0xc2], [0xd1, null], [[0xe1], [0xe2]], [0xf1], 0x51];
    const laid = lay(abi, members, [...values, [0x61]], {
      subsections: [{ struct: structShape('dev/s', [member('c', checked)]) }],
    });
    const { destination, plan } = laid;
    const read = readBack(destination, plan.description, destination.blocks[0]?.start ?? 0);
    expect(read.slice(0, 6)).toEqual(values.slice(0, 6));
    expect(read[6]).not.toBe(0x51);
    expect(read[7]).toEqual([0x61]);
  });
});

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
      const after = memoryAfterLoad(laid.plan, laid.destination, values);
      expect(used(after)).toEqual(used(laid.destination));
      expect(after.blocks).toEqual(laid.destination.blocks);
    }
    const nothing = memoryAfterLoad(
      laid.plan,
      laid.destination,
      members.map(() => UNTOUCHED),
    );
    expect(used(nothing)).toEqual(used(laid.destination));
  });

  it('its neighbours', () => {
    const { destination, plan } = laid;
    const after = memoryAfterLoad(plan, destination, [
      UNTOUCHED,
      [UNTOUCHED, 0x1234],
      [UNTOUCHED, 0x56],
      UNTOUCHED,
      [],
      UNTOUCHED,
      UNTOUCHED,
      [0x78],
    ]);
    const changed = [...used(after).keys()].filter((i) => after.bytes[i] !== destination.bytes[i]);
    const many = at(after, laid, 1) + (plan.members[1]?.elementSize ?? 0);
    const b = at(after, laid, 2) + (plan.members[2]?.struct?.members[1]?.offset ?? 0);
    const y = (after.blocks[0]?.start ?? 0) + (plan.subsections[0]?.members[0]?.offset ?? 0);
    for (const i of changed) expect([many, many + 1, b, y]).toContain(i);
    expect([many, many + 1, b, y].map((i) => after.bytes[i])).toEqual([0x12, 0x34, 0x56, 0x78]);
  });
});

describe('a load allocates', () => {
  const sizes = ({ destination, plan }: Layout, values: Value[]): number[] => {
    const after = memoryAfterLoad(plan, destination, values);
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
    const after = memoryAfterLoad(laid.plan, laid.destination, [[1, UNTOUCHED, null], null], { fill: 0xcc });
    const start = after.blocks.at(-1)?.start ?? 0;
    expect([...after.bytes.slice(start, start + 12)]).toEqual([0, 0, 0, 1, ...new Array<number>(8).fill(0xcc)]);
    expect(readPointer(after, at(after, laid, 0))).toBe(start);
  });

  it('buffers as long as their sibling says by then', () => {
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
    expect(sizes(laid, [3, full.subarray(1), UNTOUCHED])).toEqual([6]);
    expect(sizes(laid, [3, full, [UNTOUCHED, UNTOUCHED]])).toEqual([6, 12]);
    expect(sizes(laid, [1, full.subarray(4), [full.subarray(4), UNTOUCHED]])).toEqual([2, 4]);
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
    const zeros = memoryAfterLoad(laid.plan, laid.destination, [[[1]], 3, [4]], { fill: 0 });
    const ones = memoryAfterLoad(laid.plan, laid.destination, [[[1]], 3, [4]], { fill: 0xff });
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
    const once = memoryAfterLoad(laid.plan, laid.destination, [first]);
    const twice = memoryAfterLoad(laid.plan, cloneMemory(once), [second]);
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
  const after = memoryAfterLoad(laid.plan, laid.destination, loadedValues(laid.plan, values), {
    fill: 0,
    sink: (start, length, path, what) => {
      paths.add(`${path} ${what}`);
      for (let i = 0; i < length; i++) received.add(start + i);
    },
  });
  const plain = memoryAfterLoad(laid.plan, laid.destination, loadedValues(laid.plan, values), { fill: 0 });
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
