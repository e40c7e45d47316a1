import type { Abi } from './abi.ts';
import { copyBytes, freshBytes, viewOf } from '../slab.ts';

/**
 * Host memory: blocks of bytes with pointer slots. All blocks lie in one
 * arena with gaps between them, so that a pointer is a plain number, as in C:
 * an address is `ADDRESS_BASE` plus an index into `bytes`, stored in the
 * host's byte order and pointer size. NULL is 0.
 *
 * Block 0 is the root: its first byte is what QEMU calls `opaque`.
 *
 * @since 0.1.0
 */
export interface Memory {
  abi: Abi;
  /** The arena; only its first `used` bytes belong to the memory. */
  bytes: Uint8Array;
  view: DataView;
  used: number;
  /** In the order of their addresses, which is the order of their making. */
  blocks: Block[];
  /** Arena indices at which a pointer is stored. */
  slots: number[];
}

/**
 * A block of a memory.
 *
 * @since 0.1.0
 */
export interface Block {
  /** Arena index of the first byte. */
  readonly start: number;
  readonly size: number;
}

/**
 * No small number and no difference of two pointers is an address.
 *
 * @since 0.1.0
 */
export const ADDRESS_BASE = 0x7a000000;

/** The high word of a 64-bit address; a pointer cut to 32 bits is no pointer. */
const ADDRESS_HIGH = 0x7f;

/** Bytes between two blocks: one past the end of a block is never another block. */
const GAP = 16;

const ALIGNMENT = 8;

/**
 * A memory without blocks. `capacity` is the initial size of its arena in bytes; it grows as
 * blocks are added.
 *
 * @example
 * ```ts
 * const memory = createMemory(4096, { pointerSize: 8, byteOrder: 'little' });
 * const root = addBlock(memory, 64); // 0: the root block, QEMU's `opaque`
 * ```
 * @since 0.1.0
 */
export function createMemory(capacity = 4096, abi: Abi = { pointerSize: 8, byteOrder: 'little' }): Memory {
  const bytes = freshBytes(capacity);
  return { abi, bytes, view: viewOf(bytes), used: 0, blocks: [], slots: [] };
}

/**
 * Adds a block of `size` zero bytes, aligned like the result of malloc, and returns its
 * index. The arena may be reallocated: read `memory.bytes` and `memory.view` again.
 *
 * @example
 * ```ts
 * const block = addBlock(memory, 16);
 * const start = memory.blocks[block]?.start;
 * ```
 * @since 0.1.0
 */
export function addBlock(memory: Memory, size: number): number {
  const start = (memory.used + ALIGNMENT - 1) & -ALIGNMENT;
  const used = start + size + GAP;
  if (used > memory.bytes.length) grow(memory, used);
  memory.used = used;
  memory.blocks.push({ start, size });
  return memory.blocks.length - 1;
}

function grow(memory: Memory, needed: number): void {
  const { bytes } = memory;
  memory.bytes = copyBytes(bytes, bytes.length, Math.max(needed - bytes.length, bytes.length));
  memory.view = viewOf(memory.bytes);
}

/** Makes a memory empty, for another to be built in its arena, and leaves it nothing of what was there. */
export function resetMemory(memory: Memory, abi: Abi): void {
  memory.bytes.fill(0, 0, memory.used);
  memory.abi = abi;
  memory.used = 0;
  memory.blocks = [];
  memory.slots = [];
}

/**
 * A copy of a memory, with room in its arena for `slack` more bytes.
 *
 * @example
 * ```ts
 * const before = cloneMemory(memory);
 * ```
 * @since 0.1.0
 */
export function cloneMemory(memory: Memory, slack = 0): Memory {
  const { used } = memory;
  const bytes = copyBytes(memory.bytes, used, slack);
  return {
    abi: memory.abi,
    bytes,
    view: viewOf(bytes),
    used,
    blocks: memory.blocks.slice(),
    slots: memory.slots.slice(),
  };
}

/**
 * Stores a pointer to arena index `target`, or NULL, at arena index `at`.
 *
 * @example
 * ```ts
 * writePointer(memory, slot, memory.blocks[block]?.start ?? null);
 * ```
 * @since 0.1.0
 */
export function writePointer(memory: Memory, at: number, target: number | null): void {
  const little = memory.abi.byteOrder === 'little';
  const low = target === null ? 0 : ADDRESS_BASE + target;
  if (memory.abi.pointerSize === 4) {
    memory.view.setUint32(at, low, little);
    return;
  }
  const high = target === null ? 0 : ADDRESS_HIGH;
  memory.view.setUint32(at + (little ? 0 : 4), low, little);
  memory.view.setUint32(at + (little ? 4 : 0), high, little);
}

/**
 * The target of the pointer at arena index `at`: an arena index, null for NULL, or undefined
 * for a number that is not an address of this memory.
 *
 * @example
 * ```ts
 * const target = readPointer(memory, slot);
 * if (typeof target === 'number') console.log(blockAt(memory, target));
 * ```
 * @since 0.1.0
 */
export function readPointer(memory: Memory, at: number): number | null | undefined {
  const little = memory.abi.byteOrder === 'little';
  let low: number;
  let high = ADDRESS_HIGH;
  if (memory.abi.pointerSize === 4) {
    low = memory.view.getUint32(at, little);
    if (low === 0) return null;
  } else {
    low = memory.view.getUint32(at + (little ? 0 : 4), little);
    high = memory.view.getUint32(at + (little ? 4 : 0), little);
    if (low === 0 && high === 0) return null;
  }
  const target = low - ADDRESS_BASE;
  return high === ADDRESS_HIGH && target >= 0 && target < memory.used ? target : undefined;
}

/**
 * The index of the block that contains arena index `at` (one past its end included), or -1.
 *
 * @example
 * ```ts
 * const block = memory.blocks[blockAt(memory, at)];
 * ```
 * @since 0.1.0
 */
export function blockAt(memory: Memory, at: number): number {
  const { blocks } = memory;
  let low = 0;
  let high = blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle];
    if (block === undefined) return -1;
    if (at < block.start) high = middle - 1;
    else if (at > block.start + block.size) low = middle + 1;
    else return middle;
  }
  return -1;
}
