import { describe, expect, it } from 'vitest';
import type { VMStateDescription, VMStateField } from '../vmstate/host/description.ts';
import { namesOfFlags } from '../vmstate/host/flags.ts';
import { scalar } from '../vmstate/model/shapes.test-help.ts';
import { caseOf, everyKindOfField, everything, hosts, structShape } from './language.test-help.ts';
import { member } from '../vmstate/model/shapes.test-help.ts';
import { layout } from './layout.ts';
import type { StructPlan } from './plan.ts';

function field({ fields }: VMStateDescription, name: string): VMStateField {
  const found = fields.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no field ${name}`);
  return found;
}

function offset({ members }: StructPlan, name: string): number {
  const found = members.find((one) => one.member.name === name);
  if (found === undefined) throw new Error(`no member ${name}`);
  return found.offset;
}

describe.each(hosts)('a description on %s', (_, abi) => {
  const { plan } = layout(caseOf(everything, abi, 5));
  const { description } = plan;
  const inner = (name: string): StructPlan | null | undefined =>
    plan.members.find((one) => one.member.name === name)?.struct;

  it('has a flag word and an info for each element', () => {
    const said = description.fields.map(({ name, flags, info }) => [
      name,
      namesOfFlags(flags)
        .map((flag) => flag.slice(4))
        .join(' '),
      info,
    ]);
    expect(said).toEqual([
      ['fp', 'SINGLE', 'cpudouble'],
      ['same', 'SINGLE', 'uint16_equal'],
      ['most', 'POINTER ARRAY', 'int32_le'],
      ['map', 'POINTER VBUFFER', 'bitmap'],
      ['no', 'SINGLE', 'uint8'],
      ['there', 'SINGLE', 'uint32'],
      ['gone', 'SINGLE POINTER ALLOC', 'uint32'],
      ['late', 'SINGLE', 'uint8'],
      ['now', 'SINGLE MUST_EXIST', 'uint8'],
      ['valid', 'ARRAY MUST_EXIST', null],
      ['inner', 'VSTRUCT', null],
      ['tailq', '', 'qtailq'],
      ['list', '', 'qlist'],
      ['none', '', 'qtailq'],
      ['tmp', '', 'tmp'],
      ['alarm', 'SINGLE POINTER', 'timer'],
      ['alarms', 'ARRAY', 'timer'],
      ['tree', '', 'gtree'],
      ['direct', '', 'gtree'],
      ['array', 'SINGLE', 'g_byte_array'],
    ]);
  });

  it('says what decides whether a field exists', () => {
    const said = description.fields.flatMap(({ name, field_exists }) =>
      field_exists === undefined ? [] : [[name, field_exists]],
    );
    expect(said).toEqual([
      ['there', { kind: 'byte', offset: offset(plan, 'yes') }],
      ['gone', { kind: 'byte', offset: offset(plan, 'no') }],
      ['late', { kind: 'version', from: 3 }],
      ['now', { kind: 'version', from: 2 }],
      ['valid', { kind: 'byte', offset: offset(plan, 'yes') }],
    ]);
  });

  it('gives a validate nothing but its test, and a bitmap no size of its own', () => {
    expect(field(description, 'valid')).toMatchObject({ offset: 0, size: 0, num: 0, info: null, vmsd: null });
    const bits = plan.members.find((one) => one.member.name === 'bits')?.offset;
    expect(field(description, 'map')).toMatchObject({ size: 0, size_offset: bits, offset: offset(plan, 'map') });
  });

  it('names the version of a VSTRUCT, whose own stays what it is', () => {
    expect(field(description, 'inner')).toMatchObject({
      struct_version_id: 1,
      size: inner('inner')?.size,
      vmsd: { version_id: 2 },
    });
    expect(inner('inner')).toMatchObject({ version: 1 });
    expect(inner('inner')?.members.map(({ carried }) => carried)).toEqual([true, false, false]);
  });

  it('says of a list how large an element is and where its link lies', () => {
    for (const [name, version] of [
      ['tailq', 1],
      ['list', 0],
    ] as const) {
      const plan = inner(name);
      expect(field(description, name)).toMatchObject({
        size: plan?.size,
        start: plan?.linkOffset,
        version_id: version,
        num: 0,
      });
      expect(field(description, name).vmsd).toBe(plan?.description);
    }
  });

  it('says of a tree how large a value and a key are, and what they are', () => {
    const [tree, direct] = ['tree', 'direct'].map((name) => plan.members.find((one) => one.member.name === name));
    expect(field(description, 'tree')).toMatchObject({
      size: tree?.struct?.size,
      start: tree?.key?.size,
      version_id: 1,
    });
    expect(field(description, 'tree').vmsd).toBe(tree?.struct?.description);
    expect(field(description, 'tree').key_vmsd).toBe(tree?.key?.description);
    expect(field(description, 'direct').size).toBe(direct?.struct?.size);
    expect(field(description, 'direct').key_vmsd).toBeUndefined();
    expect(field(description, 'direct').start ?? 0).toBe(0);
  });

  it('gives a timer its own size where it lies in the struct, and an array two words', () => {
    const alarms = plan.members.find((one) => one.member.name === 'alarms');
    expect(field(description, 'alarm').size).toBe(abi.pointerSize);
    expect(field(description, 'alarms')).toMatchObject({ size: alarms?.elementSize, num: 2 });
    expect(field(description, 'array').size).toBe(2 * abi.pointerSize);
  });

  it('says of a tmp what is copied: all behind the pointer, from the region in the parent', () => {
    const { size, offset: at, vmsd } = field(description, 'tmp');
    const child = inner('tmp');
    const lead = child?.lead ?? 0;
    expect(at).toBe(0);
    expect(size).toBe(child?.size);
    expect(vmsd).toBe(child?.description);
    expect(vmsd?.tmp).toEqual({ parent: offset(plan, 'tmp') + lead, tmp: lead, length: size - lead });
    expect(vmsd?.hooks).toEqual({ post_load: -5 });
    expect(vmsd?.subsections?.map(({ name }) => name)).toEqual(['scratch/more']);
  });

  it('says where the members of the parent are that it copies, which its own region has not', () => {
    const scratch = structShape('scratch', [scalar('x', 'uint8'), { ...scalar('n', 'uint64'), copyOf: 1 }]);
    const shape = structShape('dev', [member('tmp', { kind: 'tmp', struct: scratch }), scalar('n', 'uint64')]);
    const { plan: own } = layout(caseOf({ shape, values: [[1, 5n], 5n] }, abi));
    const child = own.members[0]?.struct;
    const lead = child?.lead ?? 0;
    const at = child?.members[1]?.offset ?? 0;
    expect(at).toBeGreaterThanOrEqual(abi.pointerSize);
    expect(at + 8).toBeLessThanOrEqual(lead);
    expect(own.description.fields[0]?.vmsd?.tmp).toEqual({
      parent: offset(own, 'tmp') + lead,
      tmp: lead,
      length: (child?.size ?? 0) - lead,
      copies: [{ parent: offset(own, 'n'), tmp: at, length: 8 }],
    });
  });

  it('has hooks, and subsections with the byte that says whether they are needed', () => {
    expect(description.hooks).toEqual(everyKindOfField.hooks);
    expect(description.subsections?.map(({ name, needed }) => [name, needed])).toEqual([
      ['dev/sub', offset(plan, 'yes')],
      ['dev/off', offset(plan, 'no')],
    ]);
    const [sub] = plan.subsections;
    if (sub === undefined) throw new Error('no subsection');
    expect(description.subsections?.[0]).toBe(sub.description);
    expect(sub.description.subsections?.map(({ name, needed }) => [name, needed])).toEqual([
      ['dev/sub/deep', offset(sub, 'on')],
    ]);
    expect(sub.description.fields.map(({ name }) => name)).toEqual(['s', 'lost']);
    expect(sub.size).toBe(plan.size);
  });

  it('says no more than it has to, as JSON; to V8 all descriptions are of one class', () => {
    const plain = layout(caseOf({ shape: structShape('plain', [scalar('a', 'uint8')]), values: [1] }, abi)).plan
      .description;
    const said = (part: object | undefined): string[] => Object.keys(JSON.parse(JSON.stringify(part ?? {})) as object);
    expect(said(plain)).toEqual(['name', 'version_id', 'minimum_version_id', 'fields']);
    const names = ['name', 'offset', 'size', 'num', 'num_offset', 'size_offset', 'flags', 'version_id', 'info', 'vmsd'];
    expect(said(plain.fields[0])).toEqual(names);
    expect(said(field(description, 'list'))).toEqual([...names, 'start']);
    expect(Object.keys(plain)).toEqual(Object.keys(description));
    expect(Object.keys(plain.fields[0] ?? {})).toEqual(Object.keys(field(description, 'list')));
  });
});

describe('what a load may read before it loads it', () => {
  const presets = (
    members: Parameters<typeof structShape>[1],
    more: Parameters<typeof structShape>[2] = {},
  ): string[] => {
    const shape = structShape('s', members, more);
    const of = { dialect: 'qemu-11.1', abi: { pointerSize: 8, byteOrder: 'little' }, seed: 1 } as const;
    const { plan } = layout({
      ...of,
      model: {
        shape,
        values: [
          ...members.map(({ count }) => (count.kind === 'one' ? 0 : [])),
          ...(shape.subsections ?? []).map(() => []),
        ],
      },
    });
    return plan.members.filter(({ preset }) => preset).map((one) => one.member.name);
  };
  const tested = scalar('tested', 'uint8', { test: { kind: 'sibling', by: 0 } });

  it('is not a sibling that is loaded before', () => {
    expect(presets([scalar('t', 'uint8'), tested])).toEqual([]);
  });

  it('is one that is not sent, or that a test leaves out', () => {
    expect(presets([scalar('t', 'uint8', { migrated: false }), tested])).toEqual(['t']);
    expect(presets([scalar('t', 'uint8', { version: 3 }), tested])).toEqual(['t']);
    expect(presets([scalar('t', 'uint8', { test: { kind: 'sibling', by: 2 } }), tested, scalar('u', 'uint8')])).toEqual(
      ['t', 'u'],
    );
  });

  it('is one that older versions of the stream do not have', () => {
    const counted = (version: number): ReturnType<typeof scalar> =>
      scalar('c', 'uint8', { version, count: { kind: 'counted', by: 0, type: 'uint8', multiply: null } });
    expect(presets([scalar('n', 'uint8', { version: 1 }), counted(0)])).toEqual(['n']);
    expect(presets([scalar('n', 'uint8', { version: 1 }), counted(1)])).toEqual([]);
    expect(presets([scalar('n', 'uint8', { version: 1 }), counted(0)], { minimumVersion: 1 })).toEqual([]);
    expect(
      presets([
        scalar('n', 'uint8', { test: { kind: 'version', from: 2 } }),
        { ...counted(0), test: { kind: 'version', from: 2 } },
      ]),
    ).toEqual([]);
  });

  it('is every integer that it checks', () => {
    expect(presets([member('a', { kind: 'checked', info: 'uint8_equal' }), scalar('b', 'uint8')])).toEqual(['a']);
  });

  it('is what a second save asks of a subsection, if no load brings it', () => {
    const more = { subsections: [{ struct: structShape('s/sub', []), needed: 0 }] };
    expect(presets([scalar('n', 'uint8')], more)).toEqual([]);
    expect(presets([scalar('n', 'uint8', { migrated: false })], more)).toEqual(['n']);
  });
});
