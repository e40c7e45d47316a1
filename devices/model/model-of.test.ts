import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutSource } from '../../layout/layout.ts';
import { encodeDescription } from '../../engine/protocol/encode-description.ts';
import { featuresOfDialect } from '../../vmstate/forms/forms.ts';
import { cases } from '../../generators/cases.ts';
import type { Element, StructShape } from '../../vmstate/model/model.ts';
import { setOfDescription } from '../set/from-description.ts';
import { modelOf, type DeviceModel, type ModelOptions } from './model-of.ts';

const field = { offset: 0, size: 4, flags: ['VMS_SINGLE'], info: 'uint32' };

function modelFrom(json: object, options: Partial<ModelOptions> = {}): DeviceModel {
  const description = { name: 'dev', version_id: 3, minimum_version_id: 1, ...json };
  const set = setOfDescription(description, { file: 'x', kind: 'description' });
  return modelOf(set, set.descriptions.length - 1, { role: 'save', storage: 'described', ...options });
}

describe('a description becomes a model', () => {
  it('with each form of storage, count and slot', () => {
    const { shape } = modelFrom({
      fields: [
        { ...field, name: 'n' },
        { ...field, name: 'a', flags: ['VMS_ARRAY', 'VMS_POINTER'], num: 3, version_id: 2 },
        { ...field, name: 'v', flags: ['VMS_VARRAY_UINT32', 'VMS_POINTER', 'VMS_ALLOC'], num_offset: 0 },
        { ...field, name: 'p', flags: ['VMS_ARRAY', 'VMS_ARRAY_OF_POINTER'], num: 2 },
        { ...field, name: 'b', flags: ['VMS_VBUFFER', 'VMS_POINTER', 'VMS_MULTIPLY'], size_offset: 0, info: 'buffer' },
      ],
    });
    expect(shape).toMatchObject({ name: 'dev', version: 3, minimumVersion: 1 });
    expect(shape.members).toMatchObject([
      { name: 'n', element: { kind: 'scalar', type: 'uint32' }, count: { kind: 'one' }, storage: 'embedded' },
      { name: 'a', version: 2, count: { kind: 'fixed', n: 3 }, storage: 'pointer', slots: 'none' },
      { name: 'v', count: { kind: 'counted', by: 0, type: 'uint32', multiply: null }, storage: 'allocated' },
      { name: 'p', count: { kind: 'fixed', n: 2 }, slots: 'nullable' },
      { name: 'b', element: { kind: 'vbuffer', multiply: 4 } },
    ]);
  });

  it('with a member that nobody sends for a count that no field describes', () => {
    const { shape, variables } = modelFrom({
      fields: [{ ...field, name: 'v', flags: ['VMS_VARRAY_UINT16'], num_offset: 40 }],
    });
    expect(shape.members).toMatchObject([
      { name: 'v', count: { kind: 'counted', by: 1, type: 'uint16' } },
      { migrated: false, element: { kind: 'scalar', type: 'uint16' } },
    ]);
    expect([...variables.values()]).toMatchObject([
      { kind: 'count', id: 'count dev+40', fields: ['dev.v'], hidden: true },
    ]);
  });

  it('with one variable for one function, wherever it decides', () => {
    const test = { kind: 'byte', offset: 60 };
    const { shape, variables } = modelFrom({
      fields: [
        { ...field, name: 'a', field_exists: test },
        { ...field, name: 'b', field_exists: test },
      ],
    });
    expect(shape.members.slice(0, 2).map((member) => member.test)).toEqual([
      { kind: 'sibling', by: 2 },
      { kind: 'sibling', by: 2 },
    ]);
    expect([...variables.values()]).toMatchObject([{ kind: 'test', fields: ['dev.a', 'dev.b'] }]);
  });

  it.each([
    [{ from: 3 }, true],
    [{ until: 3 }, false],
    [{ from: 1, until: 4 }, true],
    [{ until: 2 }, false],
  ])('with a test of the version %j decided at version 3', (bounds, exists) => {
    const { shape } = modelFrom({ fields: [{ ...field, name: 'a', field_exists: { kind: 'version', ...bounds } }] });
    expect(shape.members[0]).toMatchObject({ migrated: exists });
    expect(shape.members[0]?.test).toBe(undefined);
  });

  it('with the bytes of an own info opaque: as many as were said, or a stand-in', () => {
    const json = { fields: [{ ...field, name: 'config', flags: ['VMS_SINGLE'], info: 'pci config', size: 256 }] };
    const assumed = modelFrom(json);
    expect(assumed.opaque.get('config')).toEqual({ own: 'pci config', size: 256, assumed: true });
    const told = modelFrom(json, { ownInfos: new Map([['pci config', 64]]) });
    expect(told.shape.members[0]).toMatchObject({ element: { kind: 'buffer', size: 64 } });
  });

  it('says where a description contains itself, or is elsewhere', () => {
    const set = setOfDescription(
      { name: 'dev', version_id: 1, minimum_version_id: 1, fields: [] },
      { file: 'x', kind: 'description' },
    );
    const [dev] = set.descriptions;
    if (dev === undefined) throw new Error('there is one');
    const host = { offset: 0, flags: ['VMS_STRUCT'], start: 0, struct_version_id: 0 };
    const fields = [{ name: 'in', version_id: 0, size: 1, num: 0, vmsd: 0, host }];
    const options = { role: 'save', storage: 'embedded' } as const;
    expect(() => modelOf({ ...set, descriptions: [{ ...dev, fields }] }, 0, options)).toThrow('it contains itself');
    const outside = [
      { ...fields[0], name: 'in', version_id: 0, size: 1, num: 0, vmsd: { external: 'vmstate_x' }, host },
    ];
    expect(() => modelOf({ ...set, descriptions: [{ ...dev, fields: outside }] }, 0, options)).toThrow(
      'in: vmstate_x is in another file',
    );
  });
});

/** What a description says of a struct: no members without fields, no indices, no hooks. */
function described({ name, version, minimumVersion, members, subsections = [] }: StructShape): object {
  return {
    name,
    version,
    minimumVersion,
    members: members
      .filter(({ migrated }) => migrated)
      .map(({ element, count, test, mustExist, ...rest }) => ({
        ...rest,
        version: test === undefined ? rest.version : 0,
        element: describedElement(element),
        count: count.kind === 'counted' ? { ...count, by: null } : count,
        mustExist: mustExist === true || element.kind === 'validate',
      })),
    subsections: subsections.map(({ struct }) => described(struct)),
  };
}

function describedElement(element: Element): object {
  switch (element.kind) {
    case 'struct':
    case 'list':
    case 'tmp':
      return { ...element, struct: described(element.struct) };
    case 'tree':
      return {
        kind: 'tree',
        key: element.key === null ? null : described(element.key),
        value: described(element.value),
      };
    case 'vbuffer':
      return { kind: 'vbuffer', multiply: element.multiply };
    case 'bitmap':
      return { kind: 'bitmap' };
    default:
      return element;
  }
}

/** What functions of the device's own do stands in no description: those of an info, and the hooks of a temporary object. */
function isReadable(feature: string): boolean {
  return feature !== 'info:failing' && feature !== 'part:tmp-copies';
}

describe('the model of a description that was laid out', () => {
  it.each(['qemu-10.2', 'qemu-11.1'] as const)('is the one it was laid out from, in %s', (dialect) => {
    fc.assert(
      fc.property(cases({ dialect, features: featuresOfDialect(dialect).filter(isReadable) }), (of) => {
        const { description } = layoutSource(of).plan;
        const set = setOfDescription(JSON.parse(encodeDescription(description)), {
          file: 'x',
          kind: 'case',
          host: of.abi,
        });
        const model = modelOf(set, set.descriptions.length - 1, { role: 'save', storage: 'described' });
        const versioned = JSON.stringify(description).includes('"kind":"version"');
        fc.pre(!versioned);
        expect(described(model.shape)).toEqual(described(of.model.shape));
      }),
      { seed: 7, numRuns: 150 },
    );
  });
});
