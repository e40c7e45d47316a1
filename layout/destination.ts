import { readPointer, writePointer, type Block, type Memory } from '../vmstate/host/memory.ts';
import { freshBytes, viewOf } from '../vmstate/slab.ts';
import type { Draw } from '../random/draw.ts';
import { writeEmptyHead } from './links.ts';
import { fillNoise } from './noise.ts';
import type { Marks } from './store-walk.ts';

/** Room for the allocations of a load, so that the arena rarely grows. */
const SLACK = 512;

/**
 * Creates the destination of a load: the blocks of the source at other addresses, filled
 * with noise. Only what a load requires is kept: pointers have the same targets as in the
 * source, values that the load reads before it loads them and integers that it checks are
 * set, AUTO_ALLOC slots are NULL, lists and trees are empty (their elements exist, but are
 * unreachable), and byte arrays have other lengths. Pointers that the load replaces by
 * allocations point to an existing block, or are NULL.
 */
export function makeDestination(source: Memory, marks: Marks, draw: Draw): Memory {
  const shift = 8 * draw.between(1, 6);
  const used = source.used + shift;
  const bytes = freshBytes(used + SLACK);
  const view = viewOf(bytes);
  fillNoise(view, shift, used, draw.bits());
  const memory: Memory = {
    abi: source.abi,
    bytes,
    view,
    used,
    blocks: shiftedBlocks(source.blocks, shift),
    slots: new Array<number>(source.slots.length),
  };
  for (let i = 0; i < source.slots.length; i++) {
    const slot = source.slots[i] ?? 0;
    const target = readPointer(source, slot);
    memory.slots[i] = slot + shift;
    writePointer(memory, slot + shift, typeof target === 'number' ? target + shift : null);
  }
  const { presets, replaced, cleared, emptied, lengths } = marks;
  for (let i = 0; i + 1 < presets.length; i += 2) {
    const at = presets[i] ?? 0;
    const width = presets[i + 1] ?? 0;
    for (let j = 0; j < width; j++) bytes[at + shift + j] = source.bytes[at + j] ?? 0;
  }
  for (const slot of replaced) if (draw.chance(50)) writePointer(memory, slot + shift, null);
  for (const slot of cleared) writePointer(memory, slot + shift, null);
  for (let i = 0; i + 1 < emptied.length; i += 2)
    writeEmptyHead(memory, emptied[i + 1] ?? 0, (emptied[i] ?? 0) + shift);
  for (let i = 0; i + 1 < lengths.length; i += 2)
    view.setUint32((lengths[i] ?? 0) + shift, lengths[i + 1] ?? 0, memory.abi.byteOrder === 'little');
  return memory;
}

function shiftedBlocks(blocks: readonly Block[], shift: number): Block[] {
  const shifted = new Array<Block>(blocks.length);
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (block !== undefined) shifted[i] = { start: block.start + shift, size: block.size };
  }
  return shifted;
}
