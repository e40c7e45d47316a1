import { blockAt, type Block, type Memory } from '../../vmstate/host/memory.ts';
import type { Opaque } from '../engine.ts';

/** An address as a block and an offset in it: indices of blocks and addresses are used again when a block is freed. */
export interface CallPlace {
  /** Undefined: the address is in no block. */
  readonly block: Block | undefined;
  readonly offset: number;
}

export function placeOf(memory: Memory, address: number): CallPlace {
  const block = memory.blocks[blockAt(memory, address)];
  return { block, offset: block === undefined ? 0 : address - block.start };
}

/** The places as the protocol tells them; null: the block is no longer there. */
export function opaquesOf({ blocks }: Memory, places: readonly CallPlace[]): (Opaque | null)[] {
  const indices = new Map(blocks.map((block, index) => [block, index]));
  return places.map(({ block, offset }) => {
    const index = block === undefined ? undefined : indices.get(block);
    return index === undefined ? null : [index, offset];
  });
}
