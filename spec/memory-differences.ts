import { memoryAfterLoad } from '../generators/layout/layout.ts';
import type { Memory } from '../vmstate/memory.ts';
import { sameBytes } from './bytes.ts';
import type { Subject } from './subject.ts';
import type { MemoryDifference } from './violation.ts';

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

type Owner = { readonly path: string; readonly what: 'value' | 'pointer' };

let lastSubject: Subject | null = null;
let lastReceived: Memory | null = null;
let lastAnswer: MemoryDifferences | null = null;

/** Explains what differs, or null when nothing does. Three laws ask this of the same load. */
export function memoryDifferences(subject: Subject, received: Memory): MemoryDifferences | null {
  if (lastSubject === subject && lastReceived === received) return lastAnswer;
  lastSubject = subject;
  lastReceived = received;
  lastAnswer = subject.after === null || sameMemory(subject.after, received) ? null : explain(subject, subject.after, received);
  return lastAnswer;
}

function explain(subject: Subject, after: Memory, received: Memory): MemoryDifferences | null {
  const { plan, destination } = subject.layout;
  if (subject.decoded.verdict !== 'ok') return null;
  const before = destination.blocks.length;
  const sizes = { expected: sizesFrom(after, before), received: sizesFrom(received, before) };
  const allocated = sizes.expected.join() === sizes.received.join() ? null : sizes;
  const owners = new Map<number, Owner>();
  // Where two fillings of fresh memory show, nobody says what must be there.
  const { values } = subject.decoded;
  const zeros = memoryAfterLoad(plan, destination, values, 0, (start, length, path, what) => {
    for (let at = start; at < start + length; at++) owners.set(at, { path, what });
  });
  const ones = memoryAfterLoad(plan, destination, values, 0xff);
  const differing: number[] = [];
  const shared = allocated === null ? after.blocks : after.blocks.slice(0, before);
  for (const { start, size } of shared) {
    for (let at = start; at < start + size; at++) {
      if (after.bytes[at] !== received.bytes[at] && zeros.bytes[at] === ones.bytes[at]) differing.push(at);
    }
  }
  // With other blocks the addresses in them differ too: that is told by the sizes.
  const ranges = rangesOf(differing, after, received, owners);
  const pointers = allocated === null ? ranges.pointers : [];
  if (allocated === null && differing.length === 0) return null;
  return { allocated, values: ranges.values, pointers, frame: ranges.frame };
}

function sizesFrom(memory: Memory, first: number): number[] {
  return memory.blocks.slice(first).map(({ size }) => size);
}

type Kind = 'values' | 'pointers' | 'frame';

function rangesOf(
  differing: readonly number[],
  after: Memory,
  received: Memory,
  owners: ReadonlyMap<number, Owner>,
): Record<Kind, MemoryDifference[]> {
  const ranges: Record<Kind, MemoryDifference[]> = { values: [], pointers: [], frame: [] };
  let start = 0;
  while (start < differing.length) {
    const first = differing[start] ?? 0;
    const owner = owners.get(first);
    let end = start + 1;
    while (differing[end] === first + end - start && owners.get(differing[end] ?? 0)?.path === owner?.path) end++;
    const kind: Kind = owner === undefined ? 'frame' : owner.what === 'value' ? 'values' : 'pointers';
    const block = after.blocks.findIndex((candidate) => first >= candidate.start && first < candidate.start + candidate.size);
    ranges[kind].push({
      block,
      offset: first - (after.blocks[block]?.start ?? 0),
      path: owner?.path ?? null,
      expected: after.bytes.slice(first, first + end - start),
      received: received.bytes.slice(first, first + end - start),
    });
    start = end;
  }
  return ranges;
}
