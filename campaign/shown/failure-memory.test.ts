import { expect, test } from 'vitest';
import { prepare } from '../../spec/subject.ts';
import { sampleCase } from '../../vmstate/case/sample.test-help.ts';
import { failureMemory } from './failure-memory.ts';
import type { BlockShown, MemoryShown } from './memory.ts';

const { stream, layout } = prepare(sampleCase);
const { shape } = sampleCase.model;
const load = {
  wire: stream,
  versionId: shape.version,
  saved: sampleCase.model,
  before: { shape, values: layout.before },
};

function ownersOf({ blocks }: MemoryShown): string[] {
  return blocks.flatMap(({ owners }) => owners.map(({ path, what, length }) => `${path} ${what} ${length}`));
}

/** A value is where its field is, and a pointer of a field where one is shown. */
function check({ size, bytes, owners, pointers }: BlockShown): void {
  expect(bytes.length).toBe(size);
  let end = 0;
  for (const { start, length } of owners) {
    expect(start).toBeGreaterThanOrEqual(end);
    end = start + length;
  }
  expect(end).toBeLessThanOrEqual(size);
  const owned = owners.filter(({ what }) => what === 'pointer').map(({ start }) => start);
  expect(pointers.map(({ at }) => at)).toEqual(expect.arrayContaining(owned));
}

test('a save shows its source: every block, who owns which bytes, and where pointers lead', () => {
  const memory = failureMemory(sampleCase, null);
  expect(memory).toMatchObject({ what: 'source', ...sampleCase.abi, blocksLeftOut: 0 });
  expect(memory.blocks.length).toBe(layout.source.blocks.length);
  memory.blocks.forEach(check);
  const led = memory.blocks.flatMap(({ pointers }) => pointers.flatMap(({ to }) => (to === null ? [] : [to.block])));
  expect(led).not.toEqual([]);
  expect(memory.blocks.every(({ fresh }) => !fresh)).toBe(true);
});

test('a load shows the memory that it must leave behind, with the same owners and the values of the stream', () => {
  const memory = failureMemory(sampleCase, load);
  expect(memory.what).toBe('loaded');
  memory.blocks.forEach(check);
  for (const owner of ownersOf(failureMemory(sampleCase, null)).filter((each) => each.includes(' value ')))
    expect(ownersOf(memory)).toContain(owner);
  expect(memory.blocks.length).toBeGreaterThanOrEqual(layout.destination.blocks.length);
});

test('a load without a defined result, and one into another device, show what is there', () => {
  expect(failureMemory(sampleCase, { ...load, wire: new Uint8Array(0) }).what).toBe('destination');
  expect(failureMemory(sampleCase, { ...load, versionId: shape.version + 1 }).what).toBe('source');
});
