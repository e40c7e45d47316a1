import { expect, test } from 'vitest';
import { beginDecoding } from '../decoding.ts';
import { decodeModel } from './decode-model.ts';
import { copiesIn, movedCopies, withCopies, withoutCopies, type Member } from './model.ts';
import { shapeJson } from './shape-json.ts';
import { member, scalar, shape } from './shapes.test-help.ts';

const object = shape('object', [
  scalar('free', 'uint8'),
  { ...scalar('n', 'uint16'), copyOf: 1 },
  { ...scalar('flag', 'bool'), copyOf: 2 },
]);
const element = { kind: 'tmp', struct: object } as const;
const numbers = [scalar('n', 'uint16'), scalar('flag', 'bool')];
const parent = shape('dev', [member('tmp', element), ...numbers]);

function issuesOf(members: readonly Member[], values: readonly unknown[]): string[] {
  const decoding = beginDecoding();
  decodeModel(decoding, {
    shape: JSON.parse(JSON.stringify(shapeJson(shape('dev', [...members])))) as unknown,
    values,
  });
  return decoding.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

test('the copies of an object, by their places', () => {
  expect(copiesIn(element)).toEqual([
    { own: 1, parent: 1 },
    { own: 2, parent: 2 },
  ]);
  expect(copiesIn({ kind: 'struct', struct: object })).toEqual([]);
});

test('they follow members that move, and end with those that go', () => {
  const moved = movedCopies(element, (by) => (by === 1 ? 7 : -1));
  expect(copiesIn(moved)).toEqual([{ own: 1, parent: 7 }]);
  expect(copiesIn({ kind: 'tmp', struct: withoutCopies(object) })).toEqual([]);
});

test('values get what the parent has', () => {
  expect(withCopies(parent, [[5, 0, 0], 300, 1])).toEqual([[5, 300, 1], 300, 1]);
  const outer = shape('outer', [member('s', { kind: 'struct', struct: parent }, { count: { kind: 'fixed', n: 1 } })]);
  expect(withCopies(outer, [[[[5, 0, 0], 300, 1]]])).toEqual([[[[5, 300, 1], 300, 1]]]);
  const plain = shape('plain', numbers);
  const values = [1, 0];
  expect(withCopies(plain, values)).toBe(values);
});

test('a model whose copies serve has no issue', () => {
  expect(issuesOf(parent.members, [[5, 300, 1], 300, 1])).toEqual([]);
});

const counted = member('a', { kind: 'vbuffer', sizedBy: 0, multiply: null });

test.each<[string, Member, RegExp]>([
  ['another type', { ...scalar('x', 'uint8'), copyOf: 1 }, /copyOf: member 1 of the parent cannot be copied to x/],
  ['no member', { ...scalar('x', 'uint8'), copyOf: 9 }, /copyOf: member 9 of the parent cannot be copied to x/],
  [
    'a pointer',
    { ...scalar('x', 'uint16', { storage: 'pointer' }), copyOf: 1 },
    /both must be single embedded numbers/,
  ],
])('a copy of %s is reported', (_, copy, message) => {
  expect(issuesOf([member('tmp', { kind: 'tmp', struct: shape('t', [copy]) }), ...numbers], [[1], 1, 0])).toEqual([
    expect.stringMatching(message),
  ]);
});

test('two copies of one member, a size, and a copy elsewhere are reported', () => {
  const twice = shape('t', [
    { ...scalar('x', 'uint16'), copyOf: 1 },
    { ...scalar('y', 'uint16'), copyOf: 1 },
  ]);
  expect(issuesOf([member('tmp', { kind: 'tmp', struct: twice }), ...numbers], [[1, 1], 1, 0])).toEqual([
    expect.stringMatching(/y|already/),
  ]);
  const sizing = shape('t', [{ ...scalar('x', 'uint16'), copyOf: 1 }, counted]);
  expect(issuesOf([member('tmp', { kind: 'tmp', struct: sizing }), ...numbers], [[1, '00'], 1, 0])).toEqual([
    expect.stringMatching(/x is the size of another member/),
  ]);
  expect(issuesOf([{ ...scalar('x', 'uint16'), copyOf: 0 }], [1])).toEqual([
    expect.stringMatching(/only a member of a temporary object is a copy/),
  ]);
});

test('a copy that is not what the parent has is reported', () => {
  expect(issuesOf(parent.members, [[5, 301, 1], 300, 1])).toEqual([
    'values.tmp.1: is not what the member of the parent is that it is a copy of',
  ]);
});
