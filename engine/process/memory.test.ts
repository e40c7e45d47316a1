import { expect, test } from 'vitest';
import { abis, abiName, type Abi } from '../../vmstate/host/abi.ts';
import { addBlock, createMemory, readPointer, writePointer, type Memory } from '../../vmstate/host/memory.ts';
import { decodeMemory } from '../protocol/decode-memory.ts';
import { encodeMemory } from '../protocol/encode-memory.ts';

/** Three blocks; slots out of order; pointers to a block's middle, to its end, to nothing, to nowhere. */
function example(abi: Abi): Memory {
  const memory = createMemory(32, abi);
  addBlock(memory, 41);
  addBlock(memory, 16);
  addBlock(memory, 0);
  for (let at = 0; at < memory.used; at += 1) memory.bytes[at] = at;
  const [a, b, c] = memory.blocks.map(({ start }) => start);
  if (a === undefined || b === undefined || c === undefined) throw new Error('no blocks');
  memory.slots.push(b + 8, a, a + 8, a + 16, a + 24);
  writePointer(memory, b + 8, a + 41);
  writePointer(memory, a, b + 4);
  writePointer(memory, a + 8, null);
  writePointer(memory, a + 16, c);
  return memory;
}

test.each(abis.map((abi) => [abiName(abi), abi] as const))('memory goes there and back: %s', (_, abi) => {
  const memory = example(abi);
  const text = encodeMemory(memory, true);
  const back = decodeMemory(JSON.parse(text), memory);
  const at = memory.slots[4] ?? 0;
  expect(text).toContain('"pointers":[[0,1,4],[8],[16,2,0],[24,-1,0]]');
  expect(readPointer(memory, at)).toBeUndefined();
  expect(readPointer(back, at)).toBeUndefined();
  back.bytes.set(memory.bytes.subarray(at, at + abi.pointerSize), at);
  expect(back).toEqual({ ...memory, bytes: memory.bytes.slice(0, memory.used), view: back.view });
});

test('encoding leaves the memory as it was', () => {
  const memory = example({ pointerSize: 8, byteOrder: 'little' });
  const before = memory.bytes.slice();
  encodeMemory(memory, false);
  expect(memory.bytes).toEqual(before);
});

test('allocated blocks follow with their slots, and pointers may lead to them', () => {
  const before = createMemory(16, { pointerSize: 4, byteOrder: 'big' });
  addBlock(before, 8);
  before.slots.push(0);
  const blocks = [
    { bytes: '0000000001020304', pointers: [[0, 2, 0]] },
    { bytes: 'aabb', pointers: [] },
    { bytes: '00000000ff', pointers: [[0, 1, 2]] },
  ];
  const memory = decodeMemory({ blocks }, before);
  const [root, first, second] = memory.blocks;
  if (root === undefined || first === undefined || second === undefined) throw new Error('no blocks');
  expect([root.size, first.size, second.size]).toEqual([8, 2, 5]);
  expect(memory.slots).toEqual([root.start, second.start]);
  expect(readPointer(memory, root.start)).toBe(second.start);
  expect(readPointer(memory, second.start)).toBe(first.start + 2);
  expect(memory.bytes[second.start + 4]).toBe(0xff);
  expect(before.blocks).toHaveLength(1);
});

const block = { bytes: '0000000000000000', pointers: [[0]] };

test.each([
  ['memory.blocks has 0 blocks, fewer than the 1 of the request', { blocks: [] }],
  ['memory.blocks[0].bytes has 2 digits instead of 16', { blocks: [{ bytes: 'ff', pointers: [[0]] }] }],
  ["memory.blocks[0].pointers lacks the request's slot at 0", { blocks: [{ ...block, pointers: [] }] }],
  [
    'memory.blocks[0].pointers has a slot at 4 that the request has not',
    { blocks: [{ ...block, pointers: [[0], [4]] }] },
  ],
  ['memory.blocks[0].pointers has a slot outside its block: [5]', { blocks: [{ ...block, pointers: [[0], [5]] }] }],
  ['memory.blocks[0].pointers points outside every block: [0,1,0]', { blocks: [{ ...block, pointers: [[0, 1, 0]] }] }],
  ['memory.blocks[0].pointers points outside every block: [0,0,9]', { blocks: [{ ...block, pointers: [[0, 0, 9]] }] }],
  ["memory.abi is not the request's", { abi: { pointer_size: 8, byte_order: 'big' }, blocks: [block] }],
])('%s', (message, value) => {
  const before = createMemory(16, { pointerSize: 4, byteOrder: 'big' });
  addBlock(before, 8);
  before.slots.push(0);
  expect(() => decodeMemory(value, before)).toThrow(message);
});
