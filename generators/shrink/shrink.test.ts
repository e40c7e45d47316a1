import { expect, test } from 'vitest';
import { abis } from '../../vmstate/host/abi.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { malformed, someCases, visits } from '../cases.test-help.ts';
import { layout } from '../../layout/layout.ts';
import { fieldsOf, shrinkCase } from './shrink-case.ts';
import { weightOf } from './weight.ts';

test('every candidate is lighter and still a case', () => {
  for (const of of someCases(40)) {
    const weight = weightOf(of.model);
    let seen = 0;
    for (const smaller of shrinkCase(of, abis)) {
      if (++seen > 60) break;
      // The model for another host may be as heavy: there is but one such step.
      if (smaller.model !== of.model && smaller.abi === of.abi) expect(weightOf(smaller.model)).toBeLessThan(weight);
      expect(malformed(smaller.model)).toEqual([]);
      expect(() => layout(smaller)).not.toThrow();
    }
    expect(seen).toBeGreaterThan(0);
  }
});

/** Follows the first candidate that still has what is wanted, as a failure's shrinking does. */
function smallest(of: Case, wanted: (of: Case) => boolean): Case {
  for (const smaller of shrinkCase(of, abis)) if (wanted(smaller)) return smallest(smaller, wanted);
  return of;
}

/** A struct without instances does not count: an engine cannot fail on it either. */
function hasMultiplied({ model }: Case): boolean {
  return visits(model).some(({ member: { element } }) => element.kind === 'vbuffer' && element.multiply !== null);
}

test('a VBUFFER with MULTIPLY shrinks to little more than itself and its size', () => {
  const found = someCases(40).filter(hasMultiplied);
  expect(found.length).toBeGreaterThan(5);
  for (const of of found) {
    const small = smallest(of, hasMultiplied);
    expect(fieldsOf(small.model)).toBeLessThanOrEqual(3);
    expect([...shrinkCase(small, abis)].some(hasMultiplied)).toBe(false);
  }
});

test('what is as small as can be does not shrink for ever', () => {
  for (const of of someCases(10)) {
    const small = smallest(of, () => true);
    expect([...shrinkCase(small, abis)]).toEqual([]);
  }
});

test('an array and its buffers have sizes of their own where what is wanted is not about those of siblings', () => {
  const long = (of: Case): boolean =>
    visits(of.model).some(
      ({ member: { element }, value }) =>
        (element.kind === 'buffer' || element.kind === 'vbuffer') &&
        (Array.isArray(value) ? value : [value]).some((each) => each instanceof Uint8Array && each.length > 5),
    );
  const isSized = ({ model: { shape } }: Case): boolean =>
    shape.members.some(({ count, element: { kind } }) => count.kind === 'counted' && kind === 'vbuffer');
  const found = someCases(400).filter((of) => isSized(of) && long(of));
  expect(found.length).toBeGreaterThan(0);
  for (const of of found) {
    const [member, ...others] = smallest(of, long).model.shape.members;
    expect(others).toEqual([]);
    expect(member?.element.kind).not.toBe('vbuffer');
    expect(member?.count.kind).not.toBe('counted');
  }
});

test('members get names of their own where what is wanted is not about shared ones', () => {
  const isShared = ({ model: { shape } }: Case): boolean =>
    new Set(shape.members.map(({ name }) => name)).size < shape.members.length;
  const some = someCases(100).filter(isShared);
  expect(some.length).toBeGreaterThan(5);
  for (const of of some) {
    const kept = (smaller: Case): boolean => smaller.model.shape.members.length === of.model.shape.members.length;
    const names = smallest(of, kept).model.shape.members.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});
