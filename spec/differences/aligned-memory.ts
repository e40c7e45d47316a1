import { plural } from '../../vmstate/plural.ts';
import { memoryAfterLoad, type LoadedState } from '../../layout/layout.ts';
import type { StructPlan } from '../../layout/plan.ts';
import { blockAt, readPointer, writePointer, type Memory } from '../../vmstate/host/memory.ts';

/** The memory that a load must produce. */
export interface ExpectedMemory {
  readonly plan: StructPlan;
  /** The memory before the load; it stays as it is. */
  readonly destination: Memory;
  readonly loaded: LoadedState;
}

export interface ByteOwner {
  readonly path: string;
  readonly what: 'value' | 'pointer';
  /** Arena index of its first byte; an array of pointers is one owner. */
  readonly start: number;
}

interface Owned extends ByteOwner {
  readonly end: number;
}

/** A memory after a load, with its allocations where the expected ones are, to be compared byte by byte. */
export interface Aligned {
  /** Two fillings of fresh memory: bytes in which they differ are unspecified. */
  readonly zeros: Memory;
  readonly ones: Memory;
  /** Whose byte it is, by arena index; undefined: the load should not have written it. */
  readonly ownerOf: (at: number) => ByteOwner | undefined;
  /** What was received, laid out as `zeros` is. Expected blocks that are not there are zeros. */
  readonly received: Memory;
  /** Whether a block, by index, is there: blocks that are not are told by the pointer to them, or by their sizes. */
  readonly isThere: (block: number) => boolean;
  /** Where the pointer at arena index `at` points, as it was received, and where it should. */
  readonly pointsTo: (at: number) => { readonly expected: string; readonly received: string };
  /** Received blocks that the load allocated and that nothing expected refers to; their sizes. */
  readonly unexpected: readonly number[];
}

/**
 * Nothing says in which order a load allocates, and blocks that nothing refers
 * to any more may lie between the others (what was loaded twice, what a refused
 * load dropped): which received block is which expected one is found by
 * following the pointers that the load should have stored.
 */
export function align({ plan, destination, loaded }: ExpectedMemory, received: Memory): Aligned {
  const owned: Owned[] = [];
  const pointers: number[] = [];
  const { pointerSize } = destination.abi;
  const zeros = memoryAfterLoad(plan, destination, loaded, {
    fill: 0,
    sink: (start, length, path, what) => {
      owned.push({ path, what, start, end: start + length });
      if (what === 'pointer') for (let at = start; at < start + length; at += pointerSize) pointers.push(at);
    },
  });
  const ones = memoryAfterLoad(plan, destination, loaded, { fill: 0xff });
  const given = destination.blocks.length;
  const partners = pairUp(zeros, pointers, given, received);
  const unexpected = received.blocks
    .filter((_, index) => index >= given && !partners.includes(index))
    .map(({ size }) => size);
  return {
    zeros,
    ones,
    ownerOf: ownersIn(owned, zeros.used),
    received: moved(zeros, pointers, partners, received),
    isThere: (block) => partners[block] !== -1,
    pointsTo: (at) => ({
      expected: pointerText(zeros, at, given),
      received: pointerText(received, placeIn(zeros, at, partners, received), given),
    }),
    unexpected,
  };
}

/** Of those that claim a byte the last one has it. A map of bytes could not hold all of a large memory. */
function ownersIn(owned: readonly Owned[], used: number): Aligned['ownerOf'] {
  const marks = new Int32Array(used);
  for (const [index, { start, end }] of owned.entries()) marks.fill(index + 1, start, end);
  return (at) => owned[(marks[at] ?? 0) - 1];
}

/** For each expected block the received one, or -1. */
export function partnersOf({ plan, destination, loaded }: ExpectedMemory, received: Memory): number[] {
  const pointers: number[] = [];
  const { pointerSize } = destination.abi;
  const expected = memoryAfterLoad(plan, destination, loaded, {
    sink: (start, length, _, what) => {
      if (what === 'pointer') for (let at = start; at < start + length; at += pointerSize) pointers.push(at);
    },
  });
  return pairUp(expected, pointers, destination.blocks.length, received);
}

function pairUp(expected: Memory, pointers: readonly number[], given: number, received: Memory): number[] {
  const partners = expected.blocks.map((_, index) => (index < given ? index : -1));
  let grew = true;
  while (grew) {
    grew = false;
    for (const at of pointers) {
      const goal = targetOf(expected, at)?.block ?? -1;
      if (goal < given || partners[goal] !== -1) continue;
      const found = targetOf(received, placeIn(expected, at, partners, received))?.block ?? -1;
      if (found < given || partners.includes(found) || received.blocks[found]?.size !== expected.blocks[goal]?.size)
        continue;
      partners[goal] = found;
      grew = true;
    }
  }
  return partners;
}

/** Where the received memory has what the expected one has at arena index `at`, or -1. */
function placeIn(expected: Memory, at: number, partners: readonly number[], received: Memory): number {
  const index = blockAt(expected, at);
  const start = received.blocks[partners[index] ?? -1]?.start;
  return start === undefined ? -1 : start + at - (expected.blocks[index]?.start ?? 0);
}

function targetOf(memory: Memory, at: number): { readonly block: number; readonly offset: number } | null {
  const target = at < 0 || at + memory.abi.pointerSize > memory.used ? null : readPointer(memory, at);
  if (typeof target !== 'number') return null;
  const block = blockAt(memory, target);
  return block < 0 ? null : { block, offset: target - (memory.blocks[block]?.start ?? 0) };
}

/** `block 3 + 0`; of blocks that the load allocated with their size, too. */
function pointerText(memory: Memory, at: number, given: number): string {
  if (at < 0 || at + memory.abi.pointerSize > memory.used) return 'nothing';
  if (readPointer(memory, at) === null) return 'NULL';
  const target = targetOf(memory, at);
  if (target === null) return 'no block';
  const size = memory.blocks[target.block]?.size ?? 0;
  const fresh = target.block >= given ? ` (new, ${plural(size, 'byte')})` : '';
  return `block ${target.block} + ${target.offset}${fresh}`;
}

/** The received bytes in the places of the expected ones, and pointers to allocations with them. */
function moved(expected: Memory, pointers: readonly number[], partners: readonly number[], received: Memory): Memory {
  const bytes = new Uint8Array(expected.bytes.length);
  const memory: Memory = { ...expected, bytes, view: new DataView(bytes.buffer) };
  for (const [index, { start, size }] of expected.blocks.entries()) {
    const other = received.blocks[partners[index] ?? -1];
    if (other !== undefined)
      bytes.set(received.bytes.subarray(other.start, other.start + Math.min(size, other.size)), start);
  }
  for (const at of pointers) {
    const target = targetOf(received, placeIn(expected, at, partners, received));
    const block = target === null ? undefined : expected.blocks[partners.indexOf(target.block)];
    if (target === null) continue;
    // A block of its own, at an address that may be that of an expected one, is none of these.
    writePointer(memory, at, block === undefined ? expected.used - 1 : block.start + target.offset);
  }
  return memory;
}

/** Where the pointer begins that has byte `at`. */
export function slotStart({ abi: { pointerSize } }: Memory, { start }: ByteOwner, at: number): number {
  return at - ((at - start) % pointerSize);
}

/** True if byte `at` is unspecified. */
export function isUnspecified({ zeros, ones }: Aligned, at: number): boolean {
  return zeros.bytes[at] !== ones.bytes[at];
}
