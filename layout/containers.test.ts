import { describe, expect, it } from 'vitest';
import { readPointer, type Memory } from '../vmstate/host/memory.ts';
import { UNTOUCHED, type Member, type Value } from '../vmstate/model/model.ts';
import { scalar } from '../vmstate/model/shapes.test-help.ts';
import { lengthBefore } from './containers.ts';
import { caseOf, hosts, structShape } from './language.test-help.ts';
import { member } from '../vmstate/model/shapes.test-help.ts';
import { layout, memoryAfterLoad, type Layout } from './layout.ts';
import { loadOf, allWhole } from './meaning.test-help.ts';
import { readBack } from './read-back.test-help.ts';

const weight = structShape('weight', [scalar('w', 'uint32'), scalar('far', 'uint16', { storage: 'allocated' })]);
const described = member('tree', { kind: 'tree', key: structShape('key', [scalar('k', 'uint8')]), value: weight });
const direct = member('tree', { kind: 'tree', key: null, value: weight });
const array = member('array', { kind: 'bytearray' });
const at = (memory: Memory): number => memory.blocks[0]?.start ?? 0;

describe.each(hosts)('on %s', (_, abi) => {
  const word = abi.pointerSize;
  const lay = (of: Member, value: Value, seed = 3): Layout =>
    layout(caseOf({ shape: structShape('dev', [of]), values: [value] }, abi, seed));
  const field = ({ plan }: Layout, memory: Memory): number => at(memory) + (plan.members[0]?.offset ?? 0);
  const follow = (memory: Memory, slot: number): number => readPointer(memory, slot) ?? -1;
  const read = ({ plan }: Layout, memory: Memory): unknown => readBack(memory, plan.description, at(memory))[0];

  it('a tree is a word that leads to nodes of three', () => {
    const laid = lay(described, [
      [[1], [2, 3]],
      [[4], [5, 6]],
    ]);
    const { source } = laid;
    const tree = follow(source, field(laid, source));
    const first = follow(source, tree);
    const second = follow(source, first);
    expect(readPointer(source, second)).toBeNull();
    expect(source.bytes[follow(source, first + word) + (laid.plan.members[0]?.key?.members[0]?.offset ?? 0)]).toBe(1);
    const wanted = [
      field(laid, source),
      tree,
      first,
      first + word,
      first + 2 * word,
      second,
      second + word,
      second + 2 * word,
    ];
    for (const slot of wanted) expect(source.slots).toContain(slot);
    expect(laid.before).toEqual([[]]);
    expect(readPointer(laid.destination, follow(laid.destination, field(laid, laid.destination)))).toBeNull();
  });

  it('a direct key is a word that no pointer slot is', () => {
    const laid = lay(direct, [[0x01020304n, [2, 3]]]);
    const { source } = laid;
    const key = follow(source, follow(source, field(laid, source))) + word;
    expect(source.slots).not.toContain(key);
    const little = abi.byteOrder === 'little';
    expect(word === 8 ? source.view.getBigUint64(key, little) : BigInt(source.view.getUint32(key, little))).toBe(
      0x01020304n,
    );
  });

  it('a load allocates key, value and node for each, zeroed, and adds them behind what is there', () => {
    const laid = lay(described, []);
    const [key, value] = [laid.plan.members[0]?.key?.size ?? 0, laid.plan.members[0]?.struct?.size ?? 0];
    const first = memoryAfterLoad(laid.plan, laid.destination, allWhole([[[[1], [2, 3]]]]), { fill: 0xee });
    const given = laid.destination.blocks.length;
    expect(first.blocks.slice(given).map(({ size }) => size)).toEqual([key, value, 2, 3 * word]);
    expect(read(laid, first)).toEqual([[[1], [2, 3]]]);
    const second = memoryAfterLoad(laid.plan, first, allWhole([[UNTOUCHED, [[4], [5, 6]], [[7], [8, 9]]]]));
    expect(read(laid, second)).toEqual([
      [[1], [2, 3]],
      [[4], [5, 6]],
      [[7], [8, 9]],
    ]);
    const part = memoryAfterLoad(laid.plan, laid.destination, allWhole([[[[1], [2, UNTOUCHED]]]]), { fill: 0xee });
    const fresh = part.blocks[given + 1];
    if (fresh === undefined) throw new Error('no value');
    const bytes = [...part.bytes.slice(fresh.start, fresh.start + fresh.size)];
    expect(bytes.filter((byte) => byte !== 0)).toEqual([2]);
  });

  it('a load puts nodes between those that are there, and gives old ones new values', () => {
    const laid = lay(described, []);
    const old = memoryAfterLoad(
      laid.plan,
      laid.destination,
      allWhole([
        [
          [[1], [2, 3]],
          [[4], [5, 6]],
        ],
      ]),
    );
    const told: string[] = [];
    const after = memoryAfterLoad(laid.plan, old, allWhole([[UNTOUCHED, [[2], [7, 8]], [UNTOUCHED, [9, 10]]]]), {
      fill: 0,
      sink: (_start, _length, path, what) => told.push(`${path} ${what}`),
    });
    expect(read(laid, after)).toEqual([
      [[1], [2, 3]],
      [[2], [7, 8]],
      [[4], [9, 10]],
    ]);
    const first = follow(after, follow(after, field(laid, after)));
    expect(follow(after, follow(after, first))).toBe(follow(old, first));
    expect(told).toContain('tree[2].value pointer');
    expect(told).not.toContain('tree[0] pointer');
    expect(told).not.toContain('tree[2].key pointer');
  });

  it('cuts a key to the length of a pointer', () => {
    const laid = lay(direct, []);
    const after = memoryAfterLoad(laid.plan, laid.destination, allWhole([[[0x1122334455667788n, [1, 2]]]]));
    expect(read(laid, after)).toEqual([[word === 8 ? 0x1122334455667788n : 0x55667788n, [1, 2]]]);
  });

  it('an array knows its length, which the destination has its own of', () => {
    const lengths = new Set<string>();
    for (let byte = 0; byte < 4; byte++) {
      const bytes = Uint8Array.of(byte, 2, 3, 4);
      const laid = lay(array, bytes, byte);
      expect(read(laid, laid.source)).toEqual(bytes);
      const before = read(laid, laid.destination);
      if (!(before instanceof Uint8Array)) throw new Error('no bytes');
      expect(before).toHaveLength(lengthBefore(bytes));
      expect(laid.before).toMatchObject([{ length: before.length }]);
      lengths.add(before.length === 0 ? 'none' : before.length < 4 ? 'fewer' : before.length > 4 ? 'more' : 'as many');
      const after = memoryAfterLoad(laid.plan, laid.destination, loadOf(laid.plan, [bytes]));
      expect(read(laid, after)).toEqual(bytes);
      expect(after.blocks.slice(laid.destination.blocks.length).map(({ size }) => size)).toEqual(
        before.length < 4 ? [4] : [],
      );
    }
    expect(lengths.size).toBe(4);
    expect(lengthBefore(new Uint8Array(0))).toBe(0);
  });

  it('an array of nothing may have no data, and gets none', () => {
    const data = new Set<boolean>();
    for (let seed = 0; seed < 20; seed++) {
      const laid = lay(array, new Uint8Array(0), seed);
      const slot = follow(laid.destination, field(laid, laid.destination));
      const after = memoryAfterLoad(laid.plan, laid.destination, allWhole([new Uint8Array(0)]));
      expect(readPointer(after, slot)).toBe(readPointer(laid.destination, slot));
      data.add(readPointer(after, slot) === null);
    }
    expect(data.size).toBe(2);
  });

  it('an array whose bytes did not all come keeps what it had, as far as it had', () => {
    const laid = lay(array, Uint8Array.of(2, 9));
    expect(lengthBefore(Uint8Array.of(2, 9))).toBe(0);
    const held = memoryAfterLoad(laid.plan, laid.destination, allWhole([Uint8Array.of(5, 6, 7)]));
    const shorter = memoryAfterLoad(laid.plan, held, allWhole([[2, Uint8Array.of(8)]]));
    expect(read(laid, shorter)).toEqual(Uint8Array.of(8, 6));
    const longer = memoryAfterLoad(laid.plan, held, allWhole([[5, Uint8Array.of(8)]]), { fill: 0xee });
    expect(read(laid, longer)).toEqual(Uint8Array.of(8, 6, 7, 0xee, 0xee));
  });

  it('reports which bytes are values and which lead to allocations', () => {
    const reported = (of: Member, value: Value, seed = 3): string[] => {
      const laid = lay(of, value, seed);
      const seen = new Set<string>();
      memoryAfterLoad(laid.plan, laid.destination, loadOf(laid.plan, [value]), {
        fill: 0,
        sink: (_start, length, path, what) => seen.add(`${path} ${what} ${length}`),
      });
      return [...seen];
    };
    expect(reported(described, [[[1], [2, 3]]])).toEqual(
      expect.arrayContaining([
        `tree pointer ${word}`,
        `tree[0] pointer ${word}`,
        `tree[0].key pointer ${word}`,
        'tree[0].key.k value 1',
        `tree[0].value pointer ${word}`,
        'tree[0].value.w value 4',
      ]),
    );
    expect(reported(direct, [[1n, [2, 3]]])).toContain(`tree[0].key value ${word}`);
    expect(reported(array, Uint8Array.of(2, 9))).toEqual([`array pointer ${word}`, 'array value 4', 'array value 2']);
    expect(reported(member('t', { kind: 'timer' }), 7n)).toEqual(['t value 8']);
  });
});
