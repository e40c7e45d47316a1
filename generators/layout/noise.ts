import { addBlock, type Memory } from '../../vmstate/memory.ts';
import type { Draw } from '../draw.ts';

/** Adds a block in which every byte is noise, and returns its first arena index. */
export function addNoisyBlock(memory: Memory, draw: Draw, size: number): number {
  // Whole words, the last of which may reach into the gap behind the block.
  const words = (size + 3) >> 2;
  const block = memory.blocks[addBlock(memory, size)];
  if (block === undefined) return 0;
  const { start } = block;
  const { view } = memory;
  for (let i = 0; i < words; i++) view.setInt32(start + i * 4, draw.bits(), true);
  return start;
}

/** As above, but the part that is wanted has noise before and behind it; returns the part's arena index. */
export function addPointee(memory: Memory, draw: Draw, size: number): number {
  const shape = draw.bits();
  const lead = (shape & 3) * 8;
  const tail = (shape >>> 2) & 7;
  return addNoisyBlock(memory, draw, lead + size + tail) + lead;
}
