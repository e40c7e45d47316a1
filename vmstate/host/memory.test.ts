import { describe, expect, it } from 'vitest';
import { abiName, abis } from './abi.ts';
import {
  addBlock,
  ADDRESS_BASE,
  blockAt,
  cloneMemory,
  createMemory,
  readPointer,
  resetMemory,
  writePointer,
} from './memory.ts';

describe.each(abis.map((abi) => [abiName(abi), abi] as const))('memory of %s', (_, abi) => {
  it('keeps pointers, NULL and what is no address apart', () => {
    const memory = createMemory(64, abi);
    const at = memory.blocks[addBlock(memory, 16)]?.start ?? -1;
    writePointer(memory, at, at + 3);
    expect(readPointer(memory, at)).toBe(at + 3);
    writePointer(memory, at, null);
    expect(readPointer(memory, at)).toBeNull();
    memory.bytes.fill(0xee, at, at + 8);
    expect(readPointer(memory, at)).toBeUndefined();
  });

  it('stores an address as the host does', () => {
    const memory = createMemory(64, abi);
    addBlock(memory, 16);
    writePointer(memory, 0, 8);
    const little = abi.byteOrder === 'little';
    const low = abi.pointerSize === 8 && !little ? 4 : 0;
    expect(memory.view.getUint32(low, little)).toBe(ADDRESS_BASE + 8);
  });
});

it('finds the block of an address; one past the end belongs to it, the gap to none', () => {
  const memory = createMemory();
  for (const size of [5, 0, 40]) addBlock(memory, size);
  const [first, empty, last] = memory.blocks;
  expect(blockAt(memory, first?.start ?? -1)).toBe(0);
  expect(blockAt(memory, (first?.start ?? -1) + 5)).toBe(0);
  expect(blockAt(memory, (first?.start ?? -1) + 6)).toBe(-1);
  expect(blockAt(memory, empty?.start ?? -1)).toBe(1);
  expect(blockAt(memory, (last?.start ?? -1) + 39)).toBe(2);
});

it('grows without losing anything, and copies are apart', () => {
  const memory = createMemory(32);
  addBlock(memory, 8);
  memory.bytes[3] = 7;
  const copy = cloneMemory(memory, 8);
  addBlock(memory, 1000);
  expect(memory.bytes[3]).toBe(7);
  copy.bytes[3] = 9;
  expect(memory.bytes[3]).toBe(7);
  expect(copy.blocks).toHaveLength(1);
});

it('leaves nothing behind when it is reset', () => {
  const memory = createMemory(64);
  addBlock(memory, 8);
  memory.bytes.fill(0xff, 0, memory.used);
  resetMemory(memory, { pointerSize: 4, byteOrder: 'big' });
  expect(memory.bytes.every((byte) => byte === 0)).toBe(true);
  expect(memory.used).toBe(0);
});
