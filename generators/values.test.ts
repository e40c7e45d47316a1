import { expect, test } from 'vitest';
import { dialects } from '../vmstate/dialect.ts';
import { firstHalf } from '../vmstate/host/abi.ts';
import { halfOf, isPresent, numberType, type Member } from '../vmstate/model/model.ts';
import { malformed, someCases, structs, visits, type Visit } from './cases.test-help.ts';
import { countersOf, mustHold } from './counters.ts';
import { MAX_DEPTH, MAX_FIELDS } from './shape.ts';
import { fieldsOf } from './shrink/shrink-case.ts';

const models = dialects.flatMap((dialect) => someCases(200, dialect)).map(({ model }) => model);
const visited: Visit[] = models.flatMap((model) => visits(model));

test('values fit their shapes: as many elements as a count says, as many bytes as a size says', () => {
  for (const model of models) expect(malformed(model)).toEqual([]);
});

/** The siblings that a member reads. */
function readBy({ count, element, test: existence }: Member): number[] {
  const read: number[] = [];
  if (count.kind === 'counted') read.push(count.by);
  if (element.kind === 'vbuffer' || element.kind === 'bitmap') read.push(element.sizedBy);
  if (existence?.kind === 'sibling') read.push(existence.by);
  return read;
}

const single = { count: { kind: 'one' }, storage: 'embedded', slots: 'none' } as const;

test('what a sibling reads is another member of the same struct: a number, embedded and single', () => {
  for (const { shape, member, i } of visited) {
    for (const by of readBy(member)) {
      expect(by).not.toBe(i);
      const sibling = shape.members[by];
      expect(sibling).toMatchObject(single);
      expect(sibling === undefined ? null : numberType(sibling.element)).not.toBeNull();
    }
  }
});

test('what says whether something is there is one byte', () => {
  const read = models.flatMap(({ shape, values }) =>
    [...structs(shape, values)].flatMap(({ shape: { members, subsections = [] } }) => {
      const tests = members.flatMap(({ test: existence }) => (existence?.kind === 'sibling' ? [existence.by] : []));
      const needed = subsections.flatMap((subsection) => subsection.needed ?? []);
      return [...tests, ...needed].map((by) => members[by]);
    }),
  );
  expect(read.length).toBeGreaterThan(1000);
  for (const member of read) {
    expect(member).toMatchObject(single);
    expect(['bool', 'uint8', 'int8']).toContain(member === undefined ? '' : numberType(member.element));
  }
});

test('a save never meets a field that must exist and does not', () => {
  const musts = visited.filter(({ member }) => mustHold(member));
  expect(musts.length).toBeGreaterThan(500);
  for (const { member, values, at } of musts) expect(isPresent(member, at.saved, values)).toBe(true);
});

test('nothing in fresh memory needs a pointer, a count or a byte that only the device could have put there', () => {
  const fresh = visited.filter(({ at: { place } }) => place === 'malloc' || place === 'zeroed');
  expect(fresh.length).toBeGreaterThan(3000);
  for (const { shape, member, i, at } of fresh) {
    expect(member.storage).not.toBe('pointer');
    expect(member.slots).not.toBe('nullable');
    expect(['checked', 'bitmap', 'timer', 'list', 'tree', 'bytearray', 'tmp']).not.toContain(member.element.kind);
    // Only a load leaves zeroed slots as AUTO_ALLOC requires them.
    if (at.place === 'malloc') expect(member.slots).toBe('none');
    for (const by of readBy(member)) {
      const sibling = shape.members[by];
      expect(
        sibling?.migrated === true &&
          sibling.test === undefined &&
          sibling.version <= Math.min(at.saved, at.loaded) &&
          by < i,
      ).toBe(true);
    }
  }
});

test('a temporary object leads to memory of its device only: a load allocates nothing in it', () => {
  const inside = visited.filter(({ at: { place } }) => place === 'tmp');
  expect(inside.length).toBeGreaterThan(500);
  expect(inside.some(({ member }) => member.storage === 'pointer')).toBe(true);
  expect(inside.some(({ member }) => member.slots === 'nullable')).toBe(true);
  for (const { member } of inside) {
    expect(member.storage).not.toBe('allocated');
    expect(member.slots).not.toBe('allocated');
    expect(['bitmap', 'timer', 'list', 'tree', 'bytearray', 'tmp']).not.toContain(member.element.kind);
  }
});

test('a count that allocates, or that counts bytes, is never below zero', () => {
  for (const { shape, i, value } of visited) {
    const counter = countersOf(shape)?.[i];
    if (counter?.natural !== true) continue;
    const held = typeof value === 'bigint' ? halfOf(value, counter.half ?? 'low') : Number(value) | 0;
    expect(held).toBeGreaterThanOrEqual(0);
  }
});

test('models stay within their limits and fill them', () => {
  const sizes = someCases(1000).map(({ model }) => fieldsOf(model));
  expect(Math.max(...sizes)).toBeGreaterThan(MAX_FIELDS * 0.9);
  expect(sizes.reduce((sum, size) => sum + size, 0) / sizes.length).toBeGreaterThan(20);
  expect(Math.max(...visited.map(({ at }) => at.depth))).toBe(MAX_DEPTH);
});

test('a 64-bit size holds a length in the half that the host reads, and now and then something in the other', () => {
  const others = new Set<boolean>();
  for (const { abi, model } of someCases(1500)) {
    for (const {
      member: { element },
      values,
    } of visits(model)) {
      if (element.kind !== 'vbuffer' || element.half === undefined) continue;
      expect(element.half).toBe(firstHalf(abi));
      const held = values[element.sizedBy];
      if (typeof held !== 'bigint') throw new Error('no 64 bits');
      others.add(halfOf(held, element.half === 'low' ? 'high' : 'low') !== 0);
    }
  }
  expect(others.size).toBe(2);
});

test('no load has to make a timer, and keys fit pointers', () => {
  for (const { abi, model } of someCases(500)) {
    for (const {
      member: { element, storage, slots },
      value,
    } of visits(model)) {
      if (element.kind === 'timer') expect([storage, slots]).not.toContain('allocated');
      if (element.kind !== 'tree' || element.key !== null || !Array.isArray(value)) continue;
      for (const node of value)
        expect(Array.isArray(node) && typeof node[0] === 'bigint' && node[0] < 2n ** BigInt(8 * abi.pointerSize)).toBe(
          true,
        );
    }
  }
});
