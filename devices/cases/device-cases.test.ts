import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { evaluate } from '../../campaign/evaluate.ts';
import { allLaws } from '../../spec/laws/index.ts';
import { formatCase, parseCase } from '../../vmstate/case/case-file.ts';
import { dialects } from '../../vmstate/dialect.ts';
import { abis } from '../../vmstate/host/abi.ts';
import { knownFeatures } from '../../vmstate/host/features.ts';
import { setOfDescription } from '../set/from-description.ts';
import type { DescriptionSet } from '../set/types.ts';
import { DeviceCases, type DeviceCasesOptions } from './device-cases.ts';

const field = { offset: 0, size: 4, flags: ['VMS_SINGLE'], info: 'uint32' };

/** A device with an own info before a counted array, an equality count, a test, a hook and a subsection. */
const device = {
  name: 'nic',
  version_id: 3,
  minimum_version_id: 1,
  hooks: { post_load: 0 },
  fields: [
    { ...field, name: 'config', info: 'pci config', size: 256, offset: 64 },
    { ...field, name: 'n', info: 'uint16_equal', size: 2 },
    { ...field, name: 'ring', offset: 8, flags: ['VMS_VARRAY_UINT16', 'VMS_POINTER'], num_offset: 0 },
    { ...field, name: 'timadj', offset: 16, field_exists: { kind: 'byte', offset: 40 } },
  ],
  subsections: [
    { name: 'nic/full', version_id: 1, minimum_version_id: 1, fields: [{ ...field, name: 'mac', offset: 20 }] },
  ],
};

function setOf(json: object): DescriptionSet {
  return setOfDescription({ version_id: 1, minimum_version_id: 1, ...json }, { file: 'x', kind: 'description' });
}

function casesOf(sets: readonly DescriptionSet[], options: Partial<DeviceCasesOptions> = {}): DeviceCases {
  return new DeviceCases(sets, { dialect: 'qemu-11.1', abis, features: knownFeatures, ...options });
}

describe('cases of real descriptions', () => {
  it('have their fields but own infos, which are named', () => {
    const cases = casesOf([setOf(device)]);
    expect(cases.count).toBe(1);
    expect(cases.ownInfos).toEqual([{ own: 'pci config', fields: ['nic.config'] }]);
    const { shape } = cases.fromSeed(1).model;
    expect(shape.members.filter(({ migrated }) => migrated).map(({ name }) => name)).toEqual(['n', 'ring', 'timadj']);
    expect(shape.hooks).toMatchObject({ post_load: 0 });
    expect(shape.subsections?.map(({ struct }) => struct.name)).toEqual(['nic/full']);
  });

  it.each(dialects)('conform in the reference engine of %s', (dialect) => {
    const cases = casesOf([setOf(device)], { dialect });
    const engine = createReferenceEngine({ dialect });
    const laws = allLaws.filter(({ id }) => !id.startsWith('promise/'));
    const broken: unknown[] = [];
    for (let seed = 0; seed < 60; seed++)
      void evaluate(cases.fromSeed(seed), { engine, laws }, seed, (law, outcome) => {
        if (outcome !== null && outcome !== 'skip') broken.push({ law: laws[law]?.id, seed, outcome });
      });
    expect(broken).toEqual([]);
  });

  it('are the same for a seed, and whole in a file', () => {
    const of = casesOf([setOf(device)]).fromSeed(7);
    expect(casesOf([setOf(device)]).fromSeed(7)).toEqual(of);
    const parsed = parseCase(formatCase(of));
    expect(parsed.ok && formatCase(parsed.value)).toBe(formatCase(of));
  });

  it('differ in their values, with boundaries among them', () => {
    const cases = casesOf([setOf({ name: 'one', fields: [{ ...field, name: 'a' }] })]);
    const values = Array.from({ length: 200 }, (_, seed) => cases.fromSeed(seed).model.values[0]);
    expect(new Set(values).size).toBeGreaterThan(80);
    expect(values).toEqual(expect.arrayContaining([0, 4294967295, 2147483648]));
  });

  it('say what is left out whole', () => {
    const array = { ...field, name: 'a', num: 2, flags: ['VMS_ARRAY'] };
    const sets = [
      setOf({ name: 'arrays', fields: [array] }),
      setOf({ name: 'plain', fields: [{ ...field, name: 'a' }] }),
    ];
    const cases = casesOf(sets, { features: ['VMS_SINGLE', 'info:uint32'] });
    expect(cases.leftOut).toEqual([{ name: 'arrays', why: 'it needs VMS_ARRAY' }]);
    expect(cases.fromSeed(3).model.shape.name).toBe('plain');
    expect(casesOf(sets, { chosen: (name) => name === 'arrays' }).count).toBe(1);
  });

  it('are large seldom', () => {
    const large = { ...field, name: 'rom', info: 'buffer', flags: ['VMS_BUFFER'], size: 65536 };
    const sets = [
      setOf({ name: 'large', fields: [large] }),
      setOf({ name: 'small', fields: [{ ...field, name: 'a' }] }),
    ];
    const cases = casesOf(sets);
    const names = Array.from({ length: 400 }, (_, seed) => cases.fromSeed(seed).model.shape.name);
    const many = names.filter((name) => name === 'large').length;
    expect(many).toBeGreaterThan(5);
    expect(many).toBeLessThan(60);
  });
});
