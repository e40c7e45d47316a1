import { expect, test } from 'vitest';
import { member, scalar, shape } from '../../vmstate/model/shapes.test-help.ts';
import { sameValues } from './same-values.ts';
import { valuesAfter } from './values-after.ts';

/** A temporary object with a number of its own and a copy of its parent's. */
const object = shape('object', [scalar('free', 'uint8'), { ...scalar('copy', 'uint16'), copyOf: 1 }]);
const device = shape('device', [member('tmp', { kind: 'tmp', struct: object }), scalar('number', 'uint16')]);

test('what a temporary object has for a copy is nobody’s, the number of its parent is not', () => {
  const expected = valuesAfter(device, { values: [[1, 7], 9], lengths: new Map(), unspecified: [] }, [[0, 5], 9]);
  expect(expected).toEqual([[1, '?'], 9]);
  expect(sameValues(expected, [[1, 9], 9])).toBe(true);
  expect(sameValues(expected, [[1, 7], 8])).toBe(false);
  expect(sameValues(expected, [[2, 7], 9])).toBe(false);
});
