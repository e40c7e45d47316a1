import { expect, it } from 'vitest';
import { dialects, type Dialect } from '../../vmstate/dialect.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { encode } from '../save/encode.ts';
import { bytes, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';
import { list, tree, withParts } from '../rare.test-help.ts';
import { arrays, inlined, markers, names, runs, twins, types } from './models.test-help.ts';
import { vmdescOf } from './vmdesc.ts';

interface Described {
  readonly name: string;
  readonly array_len?: number;
  readonly index?: number;
  readonly type: string;
  readonly size: number;
}

/** The fields of the outermost description: `regs x3 struct 4`, `regs #1 struct 4`. */
function entries(model: Model, dialect: Dialect): string[] {
  const described = JSON.parse(vmdescOf(model, dialect)) as { fields: Described[] };
  return described.fields.map(({ name, array_len: length, index, type, size }) => {
    const many = length === undefined ? '' : ` x${length}`;
    const one = index === undefined ? '' : ` #${index}`;
    return `${name}${many}${one} ${type} ${size}`;
  });
}

// Every expectation is what the engine of that release wrote.

it.each(dialects)('names types and sizes, %s', (dialect) => {
  expect(vmdescOf(types, dialect)).toBe(
    '{"vmsd_name":"types","version":1,"fields":[{"name":"d","type":"CPU_Double_U","size":8},' +
      '{"name":"n","type":"int32","size":4},{"name":"e8","type":"uint8 equal","size":1},' +
      '{"name":"e16","type":"uint16 equal","size":2},{"name":"e32","type":"uint32 equal","size":4},' +
      '{"name":"s32","type":"int32 equal","size":4},{"name":"e64","type":"int64 equal","size":8},' +
      '{"name":"le","type":"int32 le","size":4},{"name":"b","type":"buffer","size":3},' +
      '{"name":"v","type":"buffer","size":2},{"name":"m","type":"bitmap","size":8},' +
      '{"name":"u","type":"unused_buffer","size":4}]}',
  );
});

const point = '"vmsd_name":"point","version":2,"fields":[{"name":"x","type":"uint8","size":1}]';
const listed = `${point},"subsections":[{"vmsd_name":"point/p","version":1,"fields":[{"name":"y","type":"uint16","size":2}]}]`;

it.each(dialects)('writes structs into the entry or beside it, and subsections behind the fields, %s', (dialect) => {
  expect(vmdescOf(inlined, dialect)).toBe(
    '{"vmsd_name":"inlined","version":3,"fields":[' +
      `{"name":"v","type":"vstruct",${point.replace('"version":2', '"version":1')},"size":1},` +
      '{"name":"vs","array_len":2,"type":"vstruct","vmsd_name":"maybe","version":0,"fields":[],"size":0},' +
      '{"name":"none","type":"qtailq","size":1},' +
      `{"name":"list","type":"qtailq",${listed},${listed},"size":35},` +
      `{"name":"qlist","type":"qlist",${point},"size":3},` +
      `{"name":"tmp","type":"tmp",${point},"size":1},` +
      '{"name":"no","type":"bool","size":1}],"subsections":[' +
      `{"vmsd_name":"inlined/a","version":4,"fields":[{"name":"p","array_len":2,"type":"struct","struct":{${point}},"size":1}]},` +
      '{"vmsd_name":"inlined/c","version":1,"fields":[],"subsections":[' +
      '{"vmsd_name":"inlined/c/d","version":1,"fields":[{"name":"x","type":"uint8","size":1}]}]}]}',
  );
});

it.each<[Dialect, string[]]>([
  [
    'qemu-7.2',
    ['maybes #0', 'maybes #1', 'maybes #2', 'tested #0', 'tested #1', 'outer #0', 'outer #1', 'parts #0', 'parts #1'],
  ],
  ['qemu-10.0', ['maybes #0', 'maybes #1', 'maybes', 'tested #0', 'tested', 'outer #0', 'outer', 'parts #0', 'parts']],
  ['qemu-10.2', ['maybes #0', 'maybes #1', 'maybes', 'tested #0', 'tested', 'outer #0', 'outer', 'parts #0', 'parts']],
  ['qemu-11.1', ['maybes', 'maybes', 'maybes', 'tested', 'tested', 'outer', 'outer', 'parts', 'parts']],
])('describes one element for all, or each, %s', (dialect, each) => {
  const found = entries(arrays, dialect);
  expect(found.slice(0, 4)).toEqual(['n uint8 1', 'one uint16 2', 'three x3 uint16 2', 'points x2 struct 1']);
  expect(found.slice(4).map((entry) => entry.replace(/ (struct|uint8) \d+$/, ''))).toEqual(each);
  // A subsection counts: 0x05, the length, the name, the version.
  expect(found.at(-1)).toMatch(/struct 14$/);
});

const owned: Model = {
  shape: shape('owned', [
    tree('tree', shape('key', [scalar('k', 'uint8')]), shape('value', [scalar('v', 'uint16')])),
    tree('none', null, shape('value', [scalar('v', 'uint16')])),
    tree('direct', null, withParts(shape('value', [scalar('v', 'uint16')]), shape('value/more', []))),
    member('alarm', { kind: 'timer' }, { storage: 'pointer' }),
  ]),
  values: [
    [
      [[1], [2]],
      [[3], [4]],
    ],
    [],
    [[5n, [6, []]]],
    -1n,
  ],
};

it.each(dialects)('writes keys and values of a tree into its entry, %s', (dialect) => {
  const key = '"vmsd_name":"key","version":1,"fields":[{"name":"k","type":"uint8","size":1}]';
  const value = '"vmsd_name":"value","version":1,"fields":[{"name":"v","type":"uint16","size":2}]';
  expect(vmdescOf(owned, dialect)).toBe(
    '{"vmsd_name":"owned","version":1,"fields":[' +
      // Four bytes for the number of nodes, one before each and one behind the last.
      `{"name":"tree","type":"gtree",${key},${value},${key},${value},"size":13},` +
      '{"name":"none","type":"gtree","size":5},' +
      `{"name":"direct","type":"gtree",${value},"subsections":[{"vmsd_name":"value/more","version":1,"fields":[]}],"size":32},` +
      '{"name":"alarm","type":"timer","size":8}]}',
  );
});

it('knows the length of a byte array', () => {
  const model = { shape: shape('dev', [member('array', { kind: 'bytearray' })]), values: [bytes('aa bb')] };
  expect(entries(model, 'qemu-11.1')).toEqual(['array GByteArray 6']);
});

const sinceTen = [
  ...['a x5 uint8 1', 'a x2 nullptr 1', 'a uint8 1', 'b x2 nullptr 1', 'b x2 uint8 1'],
  ...['c x3 uint8 1', 'c nullptr 1', 'c uint8 1', 'd x2 nullptr 1', 's nullptr 1', 's struct 1', 's nullptr 1'],
  ...['m #0 struct 1', 'm x2 nullptr 1', 'm x2 nullptr 1', 'm struct 1'],
];

it.each<[Dialect, string[]]>([
  [
    'qemu-7.2',
    [
      ...['a x5 uint8 1', 'b x4 uint8 1', 'c x3 uint8 1', 'd x2 uint8 1', 's x3 struct 1'],
      ...['m #0 struct 1', 'm #1 struct 1', 'm #2 struct 1', 'm #3 struct 1'],
    ],
  ],
  ['qemu-10.0', sinceTen],
  ['qemu-10.2', sinceTen],
  [
    'qemu-11.1',
    [
      ...['a x5 uint8 1', 'a x2 ptr-marker 1', 'b x2 ptr-marker 1', 'b x2 uint8 1'],
      ...[
        'c x3 uint8 1',
        'c ptr-marker 1',
        'c uint8 1',
        'd x2 ptr-marker 1',
        's ptr-marker 1',
        's struct 1',
        's ptr-marker 1',
      ],
      ...['m struct 1', 'm ptr-marker 1', 'm ptr-marker 1', 'm struct 1'],
    ],
  ],
])('describes runs of NULL, %s', (dialect, expected) => {
  expect(entries(runs, dialect)).toEqual(expected);
});

it('describes NULL as an empty struct up to 7.2', () => {
  expect(vmdescOf(runs, 'qemu-7.2')).toContain('{"name":"s","array_len":3,"type":"struct","struct":{},"size":1}');
});

it.each<[Dialect, string[]]>([
  ['qemu-7.2', ['a[1] uint8 1', 'a[2] x2 uint8 1', 'b[1] uint8 1']],
  ['qemu-10.0', ['a[1] uint8 1', 'a[-1] nullptr 1', 'a[2] uint8 1', 'b[1] uint8 1']],
  ['qemu-10.2', ['a[1] uint8 1', 'a[-1] nullptr 1', 'a[2] uint8 1', 'b[1] uint8 1']],
  ['qemu-11.1', ['a[1] uint8 1', 'a[-1] ptr-marker 1', 'a[2] uint8 1', 'b[1] uint8 1']],
])('numbers fields of one name, the absent ones too, %s', (dialect, expected) => {
  expect(entries(twins, dialect)).toEqual(expected);
});

it('describes markers of elements that a load allocates', () => {
  expect(entries(markers, 'qemu-11.1')).toEqual([
    ...['s ptr-marker 1', 's struct 1', 's ptr-marker 1', 's ptr-marker 1', 's struct 1'],
    ...['w[-1] ptr-marker 1', 'w[0] uint16 2', 'w[-1] ptr-marker 1', 'w[0] uint16 2', 'w[-1] ptr-marker 1'],
  ]);
});

it.each(dialects)('escapes names, whole though their header is not, %s', (dialect) => {
  expect(vmdescOf(names, dialect)).toBe(
    '{"vmsd_name":"\\"\\\\\\b\\f\\n\\r\\t\\u007F\\u00FC\\u20AC\\uD83D\\uDE00","version":1,' +
      '"fields":[{"name":"\\u0001","type":"uint8","size":1}],' +
      `"subsections":[{"vmsd_name":"${'\\u00FC'.repeat(130)}","version":1,"fields":[]}]}`,
  );
});

it.each(dialects)('gives sizes that add up to the bytes, %s', (dialect) => {
  for (const model of [types, arrays, runs, inlined, twins]) {
    const outer = { shape: shape('outer', [struct('s', model.shape)]), values: [model.values] };
    expect(entries(outer, dialect)).toEqual([`s struct ${encode(model, dialect).length}`]);
  }
});

it('names what contradicts the shape', () => {
  const inner = shape('inner', [scalar('x', 'uint8')]);
  const of =
    (values: Model['values']): (() => string) =>
    () =>
      vmdescOf({ shape: withParts(shape('dev', [struct('s', inner), list('l', inner)]), inner), values }, 'qemu-10.2');
  expect(of([3, [], [1]])).toThrow('s: a struct without values');
  expect(of([[1], 3, [1]])).toThrow('l: a list whose value is no array');
  expect(of([[1], [3], [1]])).toThrow('l[0]: a struct without values');
  expect(of([[1], [], 3])).toThrow('inner: a subsection without values');
});
