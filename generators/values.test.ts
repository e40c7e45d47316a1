import { expect, test } from 'vitest';
import { dialects } from '../vmstate/dialect.ts';
import { someCases, visits, type Visit } from './cases.test-help.ts';
import { MAX_DEPTH, MAX_FIELDS } from './shape.ts';
import { fieldsOf } from './shrink/shrink-case.ts';
import { bufferLength, elementCount } from './values.ts';

function allVisits(): Visit[] {
  return dialects.flatMap((dialect) => someCases(200, dialect)).flatMap(({ model }) => [...visits(model.shape, model.values)]);
}

const visited = allVisits();

test('an array has as many elements as its count says', () => {
  for (const { member, values, value } of visited) {
    if (member.count.kind === 'one') expect(Array.isArray(value)).toBe(member.element.kind === 'struct');
    else expect(Array.isArray(value) ? value.length : -1).toBe(elementCount(member, values));
  }
});

test('bytes are as long as their size says', () => {
  for (const { member, values, value } of visited) {
    if (member.element.kind !== 'buffer' && member.element.kind !== 'vbuffer') continue;
    for (const element of Array.isArray(value) ? value : [value]) {
      expect(element instanceof Uint8Array ? element.length : -1).toBe(bufferLength(member.element, values));
    }
  }
});

test('counts and sizes are scalars of the same struct, embedded and single', () => {
  for (const { shape, member, i } of visited) {
    const { count, element } = member;
    for (const by of [count.kind === 'counted' ? count.by : null, element.kind === 'vbuffer' ? element.sizedBy : null]) {
      if (by === null) continue;
      expect(by).not.toBe(i);
      expect(shape.members[by]).toMatchObject({ element: { kind: 'scalar' }, count: { kind: 'one' }, storage: 'embedded', slots: 'none' });
    }
  }
});

test('only slots and padding have no value', () => {
  for (const { member, value } of visited) {
    if (member.element.kind === 'unused' || member.slots !== 'none') continue;
    expect(Array.isArray(value) && member.count.kind !== 'one' ? value.includes(null) : value === null).toBe(false);
  }
});

test('nothing in fresh memory wants a pointer or a count that only the device could have put there', () => {
  for (const { shape, member, i, above } of visited) {
    const garbage = above.includes('storage allocated');
    if (!garbage && !above.includes('slots allocated')) continue;
    expect(member.storage).not.toBe('pointer');
    expect(member.slots).not.toBe('nullable');
    if (member.count.kind !== 'counted') continue;
    const sibling = shape.members[member.count.by];
    expect(sibling?.migrated === true && sibling.version <= shape.version && member.count.by < i).toBe(true);
  }
});

test('models stay within their limits and fill them', () => {
  const sizes = someCases(1000).map(({ model }) => fieldsOf(model));
  expect(Math.max(...sizes)).toBeGreaterThan(MAX_FIELDS * 0.9);
  expect(sizes.reduce((sum, size) => sum + size, 0) / sizes.length).toBeGreaterThan(20);
  const deepest = Math.max(...visited.map(({ above }) => above.length / 2 + 1));
  expect(deepest).toBe(MAX_DEPTH);
});
