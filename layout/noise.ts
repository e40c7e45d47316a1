import { addBlock, type Memory } from '../vmstate/host/memory.ts';
import type { Draw } from '../random/draw.ts';

/**
 * Writes noise from arena index `at` to `end` in whole words; the last one may extend
 * beyond `end`. Most random numbers of a case are noise, and this generator (xorshift,
 * public domain) is faster than `Draw`: its state is in a register.
 */
export function fillNoise(view: DataView, at: number, end: number, seed: number): void {
  let word = seed | 1;
  for (let i = at; i < end; i += 4) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    view.setInt32(i, word, true);
  }
}

/** Adds a block of noise, and returns its first arena index. */
export function addNoisyBlock(memory: Memory, draw: Draw, size: number): number {
  const block = memory.blocks[addBlock(memory, size)];
  if (block === undefined) return 0;
  const { start } = block;
  fillNoise(memory.view, start, start + size, draw.bits());
  return start;
}

/** Adds a block of noise that contains `size` bytes at a random offset, and returns their arena index. */
export function addPointee(memory: Memory, draw: Draw, size: number): number {
  const shape = draw.bits();
  const lead = (shape & 3) * 8;
  const tail = (shape >>> 2) & 7;
  return addNoisyBlock(memory, draw, lead + size + tail) + lead;
}
