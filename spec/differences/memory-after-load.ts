import { memoryAfterLoad } from '../../layout/layout.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import { align, isUnspecified, slotStart, type ExpectedMemory } from './aligned-memory.ts';
import { sameMemory } from './memory-differences.ts';
import type { MemoryDifference } from '../violation.ts';

/** How a load ended. */
export interface LoadEnding {
  readonly refused: boolean;
  /** Something came twice, or was dropped. */
  readonly lost: boolean;
}

/**
 * The first run of bytes in which a memory is not what a load should have left
 * behind, or null. A refused load, or one that lost something, may leave blocks
 * that nothing refers to, or free them; what came twice can have been longer
 * the first time, and its bytes belong to no value now.
 */
export function firstMemoryDifference(
  left: ExpectedMemory,
  { refused, lost }: LoadEnding,
  received: Memory,
): MemoryDifference | null {
  // What adapters fill fresh memory with is as good as any, and usual.
  if (sameMemory(memoryAfterLoad(left.plan, left.destination, left.loaded), received)) return null;
  const aligned = align(left, received);
  const { zeros, ownerOf, unexpected } = aligned;
  for (const [block, { start, size }] of zeros.blocks.entries()) {
    if (!aligned.isThere(block)) continue;
    for (let at = start; at < start + size; at++) {
      if (isUnspecified(aligned, at) || zeros.bytes[at] === aligned.received.bytes[at]) continue;
      const owner = ownerOf(at);
      if (lost && owner === undefined) continue;
      let end = at + 1;
      while (end < start + size && owner !== undefined && ownerOf(end) === owner) end++;
      const first = owner?.what === 'pointer' ? slotStart(zeros, owner, at) : at;
      return {
        block,
        offset: first - start,
        path: owner?.path ?? null,
        expected: zeros.bytes.slice(first, end),
        received: aligned.received.bytes.slice(first, end),
        pointer: owner?.what === 'pointer' ? aligned.pointsTo(first) : undefined,
      };
    }
  }
  const [size] = unexpected;
  if (refused || lost || size === undefined) return null;
  return {
    block: zeros.blocks.length,
    offset: 0,
    path: null,
    expected: new Uint8Array(0),
    received: new Uint8Array(size),
  };
}
