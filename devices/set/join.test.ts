import { describe, expect, it } from 'vitest';
import { isModuleOf, joinSets, unresolvedOf } from './join.ts';
import type { DescriptionSet, DeviceDescription, DeviceField, DeviceFunction, HostField, SetSource } from './types.ts';

const host: HostField = { offset: 0, flags: ['VMS_SINGLE'], info: 'uint8', start: 0, struct_version_id: 0 };
const field = (name: string, more: Partial<DeviceField> = {}): DeviceField => ({
  name,
  version_id: 0,
  size: 1,
  num: 0,
  host,
  ...more,
});
const inner = (name: string, symbol: string): DeviceField => field(name, { vmsd: { external: symbol } });
const own = (name: string, info: object): DeviceField =>
  field(name, { host: { ...host, info: { own: name, ...info } } });
const test = (address: number, symbol?: string): DeviceFunction => ({ kind: 'function', address, symbol });

function described(name: string, fields: DeviceField[], more: Partial<DeviceDescription> = {}): DeviceDescription {
  return { name, version_id: 1, minimum_version_id: 1, fields, subsections: [], hooks: {}, role: 'device', ...more };
}

function set(kind: SetSource['kind'], descriptions: DeviceDescription[], more: object = {}): DescriptionSet {
  const source = {
    file: kind,
    kind,
    host: { machine: 'x86-64', pointerSize: 8, byteOrder: 'little' },
    ...more,
  } as const;
  return { format: 'vmstate-conformance/description-set/1', source, descriptions };
}

const EXTERNAL = 2 ** 52;
const pci = described('pci', [field('a', { field_exists: test(0x400, 'is_express') })], { symbol: 'vmstate_pci' });

describe('a module joined with its program', () => {
  const module = set('module', [
    described('m-inner', [field('x')]),
    described('m', [inner('pci', 'vmstate_pci'), field('i', { vmsd: 0 }), inner('gone', 'vmstate_gone')], {
      subsections: [{ external: 'vmstate_gone_too' }],
    }),
  ]);
  const joined = joinSets(set('program', [pci]), [module]);

  it('refers to the descriptions of the program, and to its own where they are now', () => {
    expect(joined.descriptions.map(({ name, role }) => [name, role])).toEqual([
      ['pci', 'nested'],
      ['m-inner', 'nested'],
      ['m', 'device'],
    ]);
    expect(joined.descriptions[2]?.fields.map(({ vmsd }) => vmsd)).toEqual([0, 1, { external: 'vmstate_gone' }]);
    expect(joined.source).toMatchObject({ file: 'program', kind: 'program', modules: ['module'] });
  });

  it('says which symbols nobody gave, and who refers to them', () => {
    expect(unresolvedOf(joined)).toEqual([
      { symbol: 'vmstate_gone', users: ['m.gone'] },
      { symbol: 'vmstate_gone_too', users: ['m'] },
    ]);
  });

  it('does not guess between two of one name', () => {
    const twice = joinSets(set('program', [pci, pci]), [module]);
    expect(unresolvedOf(twice).map(({ symbol }) => symbol)).toContain('vmstate_pci');
  });

  it('has the functions and infos of the program, and its own apart from them', () => {
    const program = set('program', [pci, described('p', [own('config', { address: 0x900, symbol: 'info_config' })])]);
    const fields = [
      field('same', { field_exists: test(EXTERNAL, 'is_express') }),
      field('other', { field_exists: test(0x400) }),
      field('unknown', { field_exists: test(EXTERNAL + 16, 'is_elsewhere') }),
      own('config', { symbol: 'info_config' }),
      own('mine', { address: 0x900 }),
    ];
    const unknown = field('unknown', { field_exists: test(EXTERNAL, 'is_elsewhere') });
    const modules = [set('module', [described('m', fields)]), set('module', [described('n', [unknown])])];
    const [of, , m, n] = joinSets(program, modules).descriptions;
    const address = (description: DeviceDescription | undefined, place: number): unknown =>
      (description?.fields[place]?.field_exists as DeviceFunction | undefined)?.address;
    expect(address(m, 0)).toBe(address(of, 0));
    expect(address(m, 1)).not.toBe(address(of, 0));
    expect(address(m, 2)).toBe(address(n, 0));
    expect(m?.fields[3]?.host?.info).toEqual({ own: 'config', address: 0x900, symbol: 'info_config' });
    expect(m?.fields[4]?.host?.info).not.toMatchObject({ address: 0x900 });
  });

  it('can be followed by another', () => {
    const other = set('module', [described('o', [field('x', { field_exists: test(0x400) })])]);
    const first = joinSets(set('program', [pci]), [other]);
    const both = joinSets(first, [other]);
    const functions = both.descriptions.map(({ fields }) => fields[0]?.field_exists);
    expect(new Set(functions.map((one) => JSON.stringify(one))).size).toBe(3);
    expect(both.source.modules).toEqual(['module', 'module']);
  });
});

describe('the program of a module', () => {
  const program = set('program', [], { build: 'abc', layout: { field: 'a', description: 'a' } });

  it.each([
    ['of its build', { build: 'abc' }, true],
    ['of another build', { build: 'abd', layout: program.source.layout }, false],
    ['of no build that is known, but with tables of the same form', { layout: program.source.layout }, true],
    ['with tables of another form', { layout: { field: 'a', description: 'b' } }, false],
    ['for another host', { build: 'abc', host: { machine: 'aarch64', pointerSize: 8, byteOrder: 'little' } }, false],
  ] as const)('is one %s: %o', (_, source, expected) => {
    expect(isModuleOf(set('module', [], source), program)).toBe(expected);
  });
});
