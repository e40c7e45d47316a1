import type { Memory } from '../../vmstate/host/memory.ts';
import { align, isUnspecified, slotStart, type Aligned } from './aligned-memory.ts';
import { sameBytes } from './bytes.ts';
import type { Subject } from '../subject.ts';
import type { MemoryDifference } from '../violation.ts';

/** How the memory after a load differs from what it should be, sorted by what each difference means. */
export interface MemoryDifferences {
  /** Sizes of the blocks that the load allocated, when they are not the expected ones. */
  readonly allocated: { readonly expected: readonly number[]; readonly received: readonly number[] } | null;
  /** Values that were not restored. */
  readonly values: readonly MemoryDifference[];
  /** Addresses of allocations that were not stored, or not where they belong. */
  readonly pointers: readonly MemoryDifference[];
  /** Bytes that changed though no field describes them. */
  readonly frame: readonly MemoryDifference[];
}

/** True when the memory is just what it should be: the fast answer for nearly every case. */
export function sameMemory(expected: Memory, received: Memory): boolean {
  return expected.used === received.used && sameBytes(expected.bytes, received.bytes, expected.used);
}

let lastSubject: Subject | null = null;
let lastReceived: Memory | null = null;
let lastAnswer: MemoryDifferences | null = null;

/** Explains what differs, or null when nothing does. Three laws ask this of the same load. */
export function memoryDifferences(subject: Subject, received: Memory): MemoryDifferences | null {
  if (lastSubject === subject && lastReceived === received) return lastAnswer;
  lastSubject = subject;
  lastReceived = received;
  lastAnswer =
    subject.after === null || sameMemory(subject.after, received) ? null : explain(subject, subject.after, received);
  return lastAnswer;
}

function explain(
  { decoded, layout: { plan, destination } }: Subject,
  after: Memory,
  received: Memory,
): MemoryDifferences | null {
  if (decoded.verdict !== 'ok') return null;
  const aligned = align({ plan, destination, loaded: decoded }, received);
  const before = destination.blocks.length;
  const sizes = { expected: sizesFrom(after, before), received: sizesFrom(received, before) };
  const differing: number[] = [];
  for (const [block, { start, size }] of after.blocks.entries()) {
    if (!aligned.isThere(block)) continue;
    for (let at = start; at < start + size; at++) {
      if (after.bytes[at] === aligned.received.bytes[at] || isUnspecified(aligned, at)) continue;
      // What came twice can have been longer the first time.
      if (!decoded.lost || aligned.ownerOf(at) !== undefined) differing.push(at);
    }
  }
  const asMany = sizes.expected.toSorted(numerically).join() === sizes.received.toSorted(numerically).join();
  const allocated = asMany || (decoded.lost && isPart(sizes.expected, sizes.received)) ? null : sizes;
  const ranges = rangesOf(differing, after, aligned);
  // With other blocks the addresses in them differ too: that is told by the sizes.
  const pointers = allocated === null ? ranges.pointers : [];
  if (allocated === null && differing.length === 0) return null;
  return { allocated, values: ranges.values, pointers, frame: ranges.frame };
}

function numerically(a: number, b: number): number {
  return a - b;
}

/** Whether all the sizes are among the others. */
function isPart(sizes: readonly number[], among: readonly number[]): boolean {
  const left = [...among];
  return sizes.every((size) => {
    const at = left.indexOf(size);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function sizesFrom(memory: Memory, first: number): number[] {
  return memory.blocks.slice(first).map(({ size }) => size);
}

type Kind = 'values' | 'pointers' | 'frame';

function rangesOf(
  differing: readonly number[],
  after: Memory,
  { received, ownerOf, pointsTo }: Aligned,
): Record<Kind, MemoryDifference[]> {
  const ranges: Record<Kind, MemoryDifference[]> = { values: [], pointers: [], frame: [] };
  let start = 0;
  while (start < differing.length) {
    const first = differing[start] ?? 0;
    const owner = ownerOf(first);
    const isPointer = owner?.what === 'pointer';
    const from = isPointer ? slotStart(after, owner, first) : first;
    let end = start + 1;
    if (isPointer) while ((differing[end] ?? Infinity) < from + after.abi.pointerSize) end++;
    else while (differing[end] === first + end - start && ownerOf(differing[end] ?? 0)?.path === owner?.path) end++;
    const to = isPointer ? from + after.abi.pointerSize : first + end - start;
    const kind: Kind = owner === undefined ? 'frame' : isPointer ? 'pointers' : 'values';
    const block = after.blocks.findIndex(
      (candidate) => first >= candidate.start && first < candidate.start + candidate.size,
    );
    ranges[kind].push({
      block,
      offset: from - (after.blocks[block]?.start ?? 0),
      path: owner?.path ?? null,
      expected: after.bytes.slice(from, to),
      received: received.bytes.slice(from, to),
      pointer: isPointer ? pointsTo(from) : undefined,
    });
    start = end;
  }
  return ranges;
}
