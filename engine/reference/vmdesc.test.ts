import { describe, expect, test } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import { little64, memoryOf, vmsd, type FieldText, type PointerLink } from './testing/device.ts';
import { savedWithVmdesc } from './testing/run.ts';

/** The fields of the description of a save, without blanks. */
function fields(dialect: Dialect, description: VMStateDescription, memory: Memory): string {
  const text = whole(dialect, description, memory);
  return text.slice(text.indexOf('['));
}

function whole(dialect: Dialect, description: VMStateDescription, memory: Memory): string {
  const outcome = savedWithVmdesc(dialect, description, memory);
  if (outcome.status !== 'ok') throw new Error(outcome.status);
  return (outcome.vmdesc ?? '').replaceAll(' ', '').replaceAll('"', "'");
}

const zeros = memoryOf(little64, ['00'.repeat(64)]);
const plain = vmsd([{ name: 'x', size: 1, info: 'uint8' }], { name: 'plain' });
const tested = vmsd([{ name: 'x', size: 1, info: 'uint8', field_exists: { kind: 'version', from: 0 } }], {
  name: 'tested',
});
const X = "'fields':[{'name':'x','type':'uint8','size':1}]";

test.each(dialects)('each field has a name, a type and a size (%s)', (dialect) => {
  const infos = [
    'cpudouble',
    'uint8_equal',
    'uint16_equal',
    'int32_equal',
    'uint32_equal',
    'uint64_equal',
    'int32_le',
  ] as const;
  const types = ['CPU_Double_U', 'uint8equal', 'uint16equal', 'int32equal', 'uint32equal', 'int64equal', 'int32le'];
  const widths = [8, 1, 2, 4, 4, 8, 4];
  const text = fields(dialect, vmsd(infos.map((info) => ({ name: info, info, size: 8 }))), zeros);
  expect(text).toBe(
    `[${infos.map((name, i) => `{'name':'${name}','type':'${types[i]}','size':${widths[i]}}`).join(',')}]}`,
  );
});

test.each(dialects)('the text is that of the JSON writer (%s)', (dialect) => {
  const outcome = savedWithVmdesc(
    dialect,
    vmsd(
      [
        { name: 'a', size: 1, info: 'bool' },
        { name: 'b', size: 2, info: 'uint16' },
      ],
      { version_id: 7 },
    ),
    zeros,
  );
  expect(outcome).toMatchObject({
    vmdesc:
      '{"vmsd_name": "dev", "version": 7, "fields": [{"name": "a", "type": "bool", "size": 1}, {"name": "b", "type": "uint16", "size": 2}]}',
  });
});

test.each(dialects)('equal names are numbered, absent fields counted (%s)', (dialect) => {
  const same = vmsd([
    { name: 'f', size: 1, info: 'uint8' },
    { name: 'f', size: 1, info: 'uint8', version_id: 5 },
    { name: 'f', size: 1, num: 0, flags: 'ARRAY', info: 'uint8' },
    { name: 'f', size: 1, info: 'uint8' },
    { name: 'g', size: 1, info: 'uint8' },
  ]);
  expect(fields(dialect, same, zeros).match(/'name':'[^']*'/g)).toEqual([
    "'name':'f[0]'",
    "'name':'f[3]'",
    "'name':'g'",
  ]);
});

test.each(dialects)('subsections are described when there are any, and count (%s)', (dialect) => {
  const inner = vmsd([], {
    name: 'in',
    subsections: [
      { ...plain, name: 'in/a' },
      { ...plain, name: 'in/b', needed: 0 },
    ],
  });
  const outer = vmsd([
    { name: 's', flags: 'STRUCT', vmsd: inner },
    { name: 'v', flags: 'VSTRUCT', vmsd: plain, struct_version_id: 1 },
  ]);
  expect(fields(dialect, outer, zeros)).toBe(
    `[{'name':'s','type':'struct','struct':{'vmsd_name':'in','version':1,'fields':[],'subsections':[{'vmsd_name':'in/a','version':1,${X}}]},'size':11},` +
      `{'name':'v','type':'vstruct','vmsd_name':'plain','version':1,${X},'size':1}]}`,
  );
  expect(whole(dialect, vmsd([], { subsections: [{ ...plain, needed: 0 }] }), zeros)).toBe(
    "{'vmsd_name':'dev','version':1,'fields':[]}",
  );
});

test.each(dialects)('lists and temporary objects tell inside their own entry (%s)', (dialect) => {
  const memory = memoryOf(
    little64,
    ['00'.repeat(8), '00'.repeat(24)],
    [
      [
        [0, 0],
        [1, 0],
      ],
      [[1, 8], null],
    ],
  );
  const list = vmsd([{ name: 'l', size: 24, start: 8, info: 'qlist', vmsd: plain }]);
  expect(fields(dialect, list, memory)).toBe(
    `[{'name':'l','type':'qlist','vmsd_name':'plain','version':1,${X},'size':3}]}`,
  );
  const object = vmsd([{ name: 'x', offset: 8, size: 1, info: 'uint8' }], {
    name: 'plain',
    tmp: { parent: 0, tmp: 8, length: 1 },
  });
  const tmp = vmsd([{ name: 't', size: 16, info: 'tmp', vmsd: object }]);
  expect(fields(dialect, tmp, zeros)).toBe(
    `[{'name':'t','type':'tmp','vmsd_name':'plain','version':1,${X},'size':1}]}`,
  );
});

describe('an array', () => {
  test.each(dialects)('of alike elements has one entry (%s)', (dialect) => {
    const arrays = vmsd([
      { name: 'a', size: 2, num: 3, flags: 'ARRAY', info: 'uint16' },
      { name: 'b', size: 2, num: 1, flags: 'ARRAY', info: 'uint16' },
      { name: 'c', size: 1, num: 2, flags: 'ARRAY|STRUCT', vmsd: plain },
    ]);
    expect(fields(dialect, arrays, zeros)).toBe(
      "[{'name':'a','array_len':3,'type':'uint16','size':2},{'name':'b','type':'uint16','size':2}," +
        `{'name':'c','array_len':2,'type':'struct','struct':{'vmsd_name':'plain','version':1,${X}},'size':1}]}`,
    );
  });

  const one = (index: string): string =>
    `{'name':'a'${index},'type':'struct','struct':{'vmsd_name':'tested','version':1,${X}},'size':1}`;
  test.each([
    ['qemu-7.2', [",'index':0", ",'index':1", ",'index':2"]],
    ['qemu-10.0', [",'index':0", ",'index':1", '']],
    ['qemu-10.2', [",'index':0", ",'index':1", '']],
    ['qemu-11.1', ['', '', '']],
  ] as const)('%s: of others has an entry for each', (dialect, indices) => {
    const array = vmsd([{ name: 'a', size: 1, num: 3, flags: 'ARRAY|STRUCT', vmsd: tested }]);
    expect(fields(dialect, array, zeros)).toBe(`[${indices.map(one).join(',')}]}`);
  });

  test.each(dialects)(
    'of structs with subsections is of others, whatever is inside the elements of other fields (%s)',
    (dialect) => {
      const sections = { ...plain, subsections: [{ ...plain, name: 'plain/a', needed: 0 }] };
      const entries = (part: FieldText): number =>
        fields(dialect, vmsd([{ name: 'a', size: 1, num: 3, ...part }]), zeros).match(/'name':'a'/g)?.length ?? 0;
      expect(entries({ flags: 'ARRAY|STRUCT', vmsd: sections })).toBe(3);
      expect(entries({ flags: 'ARRAY|VSTRUCT', vmsd: sections, struct_version_id: 1 })).toBe(1);
      expect(entries({ flags: 'ARRAY|STRUCT', vmsd: vmsd([{ name: 's', flags: 'STRUCT', vmsd: tested }]) })).toBe(3);
    },
  );
});

describe('NULL elements', () => {
  /** An array of pointers: `x` leads to a byte, `0` to nothing. */
  function text(dialect: Dialect, pattern: string, part: FieldText = { info: 'uint8' }): string {
    const size = traitsOf(dialect).pointerStride ? 0 : 8;
    const links: PointerLink[] = Array.from(pattern, (c, i) => [[0, 8 * i], c === 'x' ? [1, 0] : null]);
    const memory = memoryOf(little64, ['00'.repeat(64), 'ee'], links);
    return fields(
      dialect,
      vmsd([{ name: 'p', num: pattern.length, size, flags: 'ARRAY|ARRAY_OF_POINTER', ...part }]),
      memory,
    );
  }
  const entry = (length: number, type: string): string =>
    `{'name':'p'${length > 1 ? `,'array_len':${length}` : ''},'type':'${type}','size':1}`;
  const list = (...entries: string[]): string => `[${entries.join(',')}]}`;

  test('are described like others in 7.2', () => {
    expect(text('qemu-7.2', 'x00x')).toBe(list(entry(4, 'uint8')));
    expect(text('qemu-7.2', '0', { flags: 'ARRAY|ARRAY_OF_POINTER|STRUCT', vmsd: plain })).toBe(
      "[{'name':'p','type':'struct','struct':{},'size':1}]}",
    );
  });

  test.each(['qemu-10.0', 'qemu-10.2'] as const)(
    'are runs of their own since 10.0, whose first may be too long (%s)',
    (dialect) => {
      expect(text(dialect, 'x00x')).toBe(list(entry(4, 'uint8'), entry(2, 'nullptr'), entry(1, 'uint8')));
      expect(text(dialect, '00xx')).toBe(list(entry(2, 'nullptr'), entry(2, 'uint8')));
      // The fake field of a marker is always compressed, but ends no run.
      const others = text(dialect, '00', { flags: 'ARRAY|ARRAY_OF_POINTER|STRUCT', vmsd: tested });
      expect(others).toBe(list(entry(2, 'nullptr'), entry(1, 'nullptr')));
    },
  );

  test('lose the last run of one in 11.1', () => {
    expect(text('qemu-11.1', 'x00x')).toBe(list(entry(4, 'uint8'), entry(2, 'ptr-marker')));
    expect(text('qemu-11.1', 'x0')).toBe(list(entry(2, 'uint8')));
    expect(text('qemu-11.1', '0')).toBe(list(entry(1, 'ptr-marker')));
  });

  test.each(['qemu-10.0', 'qemu-10.2', 'qemu-11.1'] as const)(
    'have a number that is none, where names are equal (%s)',
    (dialect) => {
      const size = traitsOf(dialect).pointerStride ? 0 : 8;
      const memory = memoryOf(little64, ['00'.repeat(16)], [[[0, 0], null]]);
      const same = vmsd([
        { name: 'p', size: 1, info: 'uint8' },
        { name: 'p', num: 1, size, flags: 'ARRAY|ARRAY_OF_POINTER', info: 'uint8' },
      ]);
      expect(fields(dialect, same, memory)).toContain("{'name':'p[-1]','type'");
    },
  );

  test('and markers of AUTO_ALLOC have entries of their own', () => {
    const flags = 'ARRAY|ARRAY_OF_POINTER|ARRAY_OF_POINTER_AUTO_ALLOC|STRUCT';
    const struct = `{'name':'p','type':'struct','struct':{'vmsd_name':'plain','version':1,${X}},'size':1}`;
    expect(text('qemu-11.1', 'x0', { flags, size: 1, vmsd: plain })).toBe(
      list(entry(1, 'ptr-marker'), struct, entry(1, 'ptr-marker')),
    );
  });
});

describe('a save that is refused', () => {
  const refusing = vmsd([], { name: 'r', hooks: { pre_save: -7 } });
  const failing = vmsd([{ name: 'v', flags: 'VSTRUCT', vmsd: refusing, struct_version_id: 1 }], { name: 'f' });

  test.each(dialects)('has no description (%s)', (dialect) => {
    const outcome = savedWithVmdesc(dialect, vmsd([], { subsections: [refusing] }), zeros);
    expect(outcome).toMatchObject({
      status: 'rejected',
      code: traitsOf(dialect).autoAlloc ? -22 : -7,
      left: null,
      trace: ['pre_save r'],
    });
    expect(outcome).not.toHaveProperty('vmdesc');
  });

  test.each([
    ['qemu-7.2', -7],
    ['qemu-10.0', null],
    ['qemu-11.1', null],
  ] as const)('%s: inside two structs ends in an entry that cannot be closed', (dialect, code) => {
    const outcome = savedWithVmdesc(
      dialect,
      vmsd([{ name: 's', flags: 'VSTRUCT', vmsd: failing, struct_version_id: 1 }]),
      zeros,
    );
    const abort = { status: 'error', message: 'assertion: s: the vmdesc closes an object that is not open' };
    expect(outcome).toMatchObject(code === null ? abort : { status: 'rejected', code });
  });
});
