import type { DifferenceDocument, FailureJson, MemoryDocument } from '../json/document.ts';
import type { PageBlock, PageDifference, PageMemory } from './data.ts';

const titles: Readonly<Record<MemoryDocument['what'], string>> = {
  source: 'Memory of the device that is saved',
  destination: 'Memory of the destination before the load',
  loaded: 'Memory that the load must leave behind',
};

/** The memory of a failure, and where what was received is not it. */
export function shownMemory({ memory, violation: { evidence } }: FailureJson): PageMemory | null {
  if (memory === null) return null;
  const { what, pointerSize, blocks, blocksLeftOut } = memory;
  const differences = evidence.kind === 'memory' && what === 'loaded' ? evidence.differences : [];
  return {
    title: titles[what],
    pointerSize,
    blocksLeftOut,
    blocks: blocks.map(({ size, bytes, fresh, owners, pointers }, index): PageBlock => ({
      name: index === 0 ? 'the device' : `block ${index}`,
      size,
      bytes,
      fresh,
      owners,
      pointers,
      differences: differences.filter(({ block }) => block === index).map(differenceOf),
    })),
  };
}

/** Bytes of a difference that are spelled out. */
const MOST = 16;

function differenceOf({ offset, path, expected, received, pointer }: DifferenceDocument): PageDifference {
  return {
    offset,
    length: expected.length / 2,
    path,
    expected: pointer?.expected ?? spaced(expected),
    received: pointer?.received ?? spaced(received),
  };
}

function spaced(hex: string): string {
  const bytes = hex.match(/../g) ?? [];
  if (bytes.length === 0) return 'nothing';
  return bytes.length > MOST ? `${bytes.slice(0, MOST).join(' ')} …` : bytes.join(' ');
}
