import { readPointer, writePointer, type Block, type Memory } from '../vmstate/host/memory.ts';
import { freshBytes, viewOf } from '../vmstate/slab.ts';
import type { Draw } from '../random/draw.ts';
import { writeEmptyHead } from './links.ts';
import { fillNoise } from './noise.ts';
import type { Marks } from './store-walk.ts';

/** Room for what a load allocates, so that the arena seldom has to grow. */
const SLACK = 512;

/**
 * Makes the memory that a load fills: the source's blocks, at other addresses,
 * full of noise. Only the contract is kept: pointers lead where the source's
 * lead, what the load reads before it loads it and the integers that it checks
 * are there, AUTO_ALLOC slots are NULL, lists and trees are empty (their
 * elements stay, but nothing leads there), byte arrays have other lengths. What the load allocates anew points to something
 * old, or nowhere.
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
