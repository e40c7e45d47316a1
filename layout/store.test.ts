import { describe, expect, it } from 'vitest';
import { readPointer } from '../vmstate/host/memory.ts';
import { type Element } from '../vmstate/model/model.ts';
import { scalar } from '../vmstate/model/shapes.test-help.ts';
import { hosts, structShape } from './language.test-help.ts';
import { member } from '../vmstate/model/shapes.test-help.ts';
import { loadOf } from './meaning.test-help.ts';
import { memoryAfterLoad } from './layout.ts';
import { readBack } from './read-back.test-help.ts';
import { arenaIndexOf, entry, job, lay } from './store.test-help.ts';

describe.each(hosts)('memory on %s', (_, abi) => {
  const word = abi.pointerSize;

  it('holds a double as it holds any eight bytes', () => {
    const laid = lay(abi, [scalar('d', 'cpudouble')], [0x0102030405060708n]);
    const bytes = laid.source.bytes.slice(arenaIndexOf(laid.source, laid, 0), arenaIndexOf(laid.source, laid, 0) + 8);
    expect([...bytes]).toEqual(abi.byteOrder === 'little' ? [8, 7, 6, 5, 4, 3, 2, 1] : [1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('holds a bitmap in longs of its own order', () => {
    const wire = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18);
    const laid = lay(
      abi,
      [scalar('n', 'int32'), member('map', { kind: 'bitmap', sizedBy: 0 }, { storage: 'pointer' })],
      [70, wire],
    );
    const to = readPointer(laid.source, arenaIndexOf(laid.source, laid, 1)) ?? 0;
    const low = word === 8 ? [8, 7, 6, 5, 4, 3, 2, 1] : [5, 6, 7, 8, 1, 2, 3, 4];
    const high = word === 8 ? [0x18, 0x17, 0x16, 0x15, 0x14, 0x13, 0x12, 0x11] : [0x15, 0x16, 0x17, 0x18];
    expect([...laid.source.bytes.slice(to, to + low.length + high.length)]).toEqual([...low, ...high]);
    // A load drops the bits for which a 32-bit host has no long.
    const before = laid.destination.bytes.slice();
    const after = memoryAfterLoad(laid.plan, laid.destination, loadOf(laid.plan, [70, wire]));
    const there = readPointer(after, arenaIndexOf(after, laid, 1)) ?? 0;
    expect([...after.bytes.slice(there, there + low.length + high.length)]).toEqual([...low, ...high]);
    expect(after.bytes[there + low.length + high.length]).toBe(before[there + low.length + high.length]);
  });

  it('keeps room for whole words of the wire, whatever its longs', () => {
    const laid = lay(
      abi,
      [scalar('n', 'int32'), member('map', { kind: 'bitmap', sizedBy: 0 }, { storage: 'pointer' })],
      [3, new Uint8Array(8)],
    );
    const to = readPointer(laid.source, arenaIndexOf(laid.source, laid, 1)) ?? 0;
    const block = laid.source.blocks.find(({ start, size }) => start <= to && to < start + size);
    expect((block?.start ?? 0) + (block?.size ?? 0) - to).toBeGreaterThanOrEqual(8);
  });

  it('links a tail queue both ways, and its head with its tail', () => {
    const laid = lay(abi, [member('q', job), member('none', job)], [[[1], [2]], []]);
    const { source, plan } = laid;
    const head = arenaIndexOf(source, laid, 0);
    const start = plan.description.fields[0]?.start ?? 0;
    const first = readPointer(source, head) ?? 0;
    const second = readPointer(source, first + start) ?? 0;
    expect(readPointer(source, second + start)).toBeNull();
    expect(readPointer(source, first + start + word)).toBe(head);
    expect(readPointer(source, second + start + word)).toBe(first + start);
    expect(readPointer(source, head + word)).toBe(second + start);
    const none = arenaIndexOf(source, laid, 1);
    expect([readPointer(source, none), readPointer(source, none + word)]).toEqual([null, none]);
    const words = [head, first + start, second + start, none].flatMap((link) => [link, link + word]);
    expect([...source.slots].sort()).toEqual(words.sort());
  });

  it('links a list with its head and what leads to each element', () => {
    const laid = lay(abi, [member('l', entry), member('none', entry)], [[[1], [2]], []]);
    const { source, plan } = laid;
    const head = arenaIndexOf(source, laid, 0);
    const start = plan.description.fields[0]?.start ?? 0;
    const first = readPointer(source, head) ?? 0;
    const second = readPointer(source, first + start) ?? 0;
    expect(readPointer(source, first + start + word)).toBe(head);
    expect(readPointer(source, second + start)).toBeNull();
    expect(readPointer(source, second + start + word)).toBe(first + start);
    expect(readPointer(source, arenaIndexOf(source, laid, 1))).toBeNull();
    const links = [first + start, second + start].flatMap((link) => [link, link + word]);
    expect([...source.slots].sort()).toEqual([head, ...links, arenaIndexOf(source, laid, 1)].sort());
  });

  it('of a destination has no element in its lists', () => {
    const laid = lay(abi, [member('q', job), member('l', entry)], [[[1]], [[2]]]);
    const { destination, source } = laid;
    const [q, l] = [arenaIndexOf(destination, laid, 0), arenaIndexOf(destination, laid, 1)];
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
