import { expect, test } from 'vitest';
import type { Member, StructShape, Value } from '../../vmstate/model/model.ts';
import { scalar, shape } from '../../vmstate/model/shapes.test-help.ts';
import { boundaries } from './boundaries.ts';
import { countBoundaries } from './count-boundaries.ts';

/** The boundaries that one struct brings, those of its own versions apart. */
function reached(members: readonly Member[], values: Value[], more: Partial<StructShape> = {}): string[] {
  const counts = new Uint32Array(boundaries.length);
  countBoundaries(counts, { shape: { ...shape('dev', members), ...more }, values });
  return boundaries.flatMap(({ name }, place) =>
    counts[place] === 0 || /^(minimum )?version/.test(name) ? [] : [name],
  );
}

const many = (type: 'uint8' | 'uint16' | 'int32' | 'uint32', multiply: number | null = null): Partial<Member> => ({
  count: { kind: 'counted', by: 0, type, multiply },
});

test('a scalar at its end, an array by its first element', () => {
  expect(
    reached([scalar('a', 'int8'), scalar('b', 'int8', { count: { kind: 'fixed', n: 2 } })], [-128, [127, 0]]),
  ).toEqual(['array 2', 'int8 -128', 'int8 127']);
  expect(reached([scalar('a', 'uint64')], [0xffffffffffffffffn])).toEqual(['uint64 18446744073709551615']);
});

test('what a save does not come to does not count', () => {
  expect(reached([scalar('a', 'int8', { version: 2 })], [-128])).toEqual(['field since the next version']);
  expect(reached([scalar('a', 'int8', { migrated: false })], [-128])).toEqual([]);
  const inner = { struct: { ...shape('dev/a', [scalar('a', 'int8')]), version: 5 }, needed: 0 };
  expect(reached([scalar('no', 'bool')], [0, [-128]], { subsections: [inner] })).toEqual(['bool 0']);
});

test('a count is what its reader reads, a product what an int keeps of it', () => {
  expect(reached([scalar('n', 'uint32'), scalar('a', 'uint8', many('int32'))], [0xffffffff, []])).toEqual([
    'int32 count -1',
    'uint32 4294967295',
  ]);
  expect(reached([scalar('n', 'uint32'), scalar('a', 'uint8', many('uint32', 3))], [0x55555556, [5, 5]])).toEqual([
    'count times multiplier, wrapped',
  ]);
  expect(reached([scalar('n', 'uint32'), scalar('a', 'uint8', many('uint32'))], [65536, [5]])).toEqual([
    'uint32 count from 65536',
  ]);
  expect(reached([scalar('n', 'uint32'), scalar('a', 'uint8', many('uint32'))], [0x80000000, []])).toEqual([
    'uint32 count 2147483648',
    'uint32 2147483648',
  ]);
});

test('sizes in bytes and bits', () => {
  const bytes: Member = { ...scalar('b', 'uint8'), element: { kind: 'vbuffer', sizedBy: 0, multiply: 5 } };
  expect(reached([scalar('n', 'int32'), bytes], [858993460, new Uint8Array(4)])).toEqual([
    'size times multiplier, wrapped',
    'bytes of a size 4',
  ]);
  expect(
    reached([scalar('n', 'int32'), { ...bytes, element: { kind: 'bitmap', sizedBy: 0 } }], [-63, new Uint8Array(0)]),
  ).toEqual(['bitmap bits -63', 'bytes of a size 4']);
  expect(reached([{ ...bytes, element: { kind: 'unused', size: 1024 } }], [null])).toEqual(['unused bytes 1024']);
});

test('names and versions of subsections', () => {
  const named = (name: string, version: number): { readonly struct: StructShape } => ({
    struct: { ...shape(name, []), version },
  });
  expect(reached([], [[]], { subsections: [named(`dev/${'x'.repeat(252)}`, 257)] })).toEqual([
    'subsection name bytes 256',
    'subsection version 257',
  ]);
  expect(reached([], [[]], { subsections: [named('dev1', 0x10001)] })).toEqual([
    'subsection name a byte longer than its struct',
    'subsection version from 65536',
  ]);
});

test('lists, trees and the version at which they are loaded', () => {
  const list: Member = {
    ...scalar('l', 'uint8'),
    version: 1,
    element: { kind: 'list', list: 'qlist', struct: shape('e', [scalar('x', 'uint8')]) },
  };
  expect(reached([list], [[[1], [5]]])).toEqual([
    'qlist elements 2',
    'field since this version',
    'loaded at the version',
    'uint8 1',
  ]);
  const tree: Member = {
    ...list,
    version: 0,
    element: { kind: 'tree', key: null, value: { ...shape('e', []), minimumVersion: 1 } },
  };
  expect(reached([tree], [[[1n, []]]])).toEqual(['gtree nodes 1', 'loaded below the minimum version']);
});

test('NULL slots and what hooks return', () => {
  const slots = scalar('s', 'int16', { count: { kind: 'fixed', n: 3 }, slots: 'nullable' });
  expect(reached([slots], [[null, 7, null]])).toEqual(['slots: some NULL']);
  expect(reached([], [], { hooks: { pre_load: -22, post_load: 1, pre_save_errp: false } })).toEqual([
    'hook: less than 0',
    'hook: more than 0',
    'hook: false',
    'hook result -22',
    'hook result 1',
  ]);
});

test('copies of members of a parent, by where those stand and what reads the copies', () => {
  const count = { kind: 'counted', by: 0, type: 'uint8', multiply: null } as const;
  const struct = shape('t', [
    { ...scalar('n', 'uint8'), copyOf: 0 },
    { ...scalar('x', 'uint8'), copyOf: 2 },
    { ...scalar('a', 'uint8'), count },
  ]);
  const tmp: Member = { ...scalar('t', 'uint8'), element: { kind: 'tmp', struct } };
  const found = reached([scalar('n', 'uint8'), tmp, scalar('x', 'uint8')], [1, [1, 7, [9]], 7]);
  expect(found.filter((name) => name.startsWith('copy'))).toEqual([
    'copy of a member before its temporary object',
    'copy of a member behind its temporary object',
    'copy that its temporary object counts or tests by',
  ]);
});

test('objects whose hooks get another address than the outermost one', () => {
  const hooked = { ...shape('e', []), hooks: { pre_save: 0 } };
  const member = (element: Member['element'], more: Partial<Member> = {}): Member => ({
    ...scalar('m', 'uint8'),
    element,
    ...more,
  });
  const two = { count: { kind: 'fixed', n: 2 } } as const;
  expect(reached([member({ kind: 'struct', struct: hooked }, two)], [[[], []]])).toContain(
    'hooks of an element of an array after the first',
  );
  expect(reached([member({ kind: 'list', list: 'qlist', struct: hooked })], [[[]]])).toContain(
    'hooks of an element of a list',
  );
  expect(reached([member({ kind: 'tree', key: null, value: hooked })], [[[1n, []]]])).toContain(
    'hooks of a key or a value of a tree',
  );
  expect(reached([member({ kind: 'tmp', struct: hooked })], [[]])).toContain('hooks of a temporary object');
  expect(reached([], [[]], { subsections: [{ struct: { ...hooked, name: 'dev/a' } }] })).toContain(
    'hooks of a subsection',
  );
});
