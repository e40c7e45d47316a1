import { describe, expect, it } from 'vitest';
import { bytesInMemory } from '../elf/byte-source.ts';
import { loadImage } from '../elf/load.ts';
import { DeviceProblem } from '../problem.ts';
import { readImage } from '../tables/read-image.ts';
import { sampleFile } from '../testing/sample.ts';
import { setOfDump } from './from-dump.ts';
import { setOfDescription } from './from-description.ts';
import { formatSet, parseSet } from './set-json.ts';

const file = sampleFile({ processor: 'x86-64', dress: '11.1.3', linking: 'rela', sections: true });

describe('a description set', () => {
  it('is read as it was written', () => {
    const set = readImage(loadImage(bytesInMemory(file), 'sample'), 'sample');
    if (set === undefined) throw new Error('nothing was found');
    expect(parseSet(JSON.parse(formatSet(set)))).toEqual(set);
  });

  it('refuses what refers to nothing, and says where', () => {
    const set = setOfDescription(
      { name: 'dev', version_id: 1, minimum_version_id: 1, fields: [] },
      { file: 'x', kind: 'description' },
    );
    const [description] = set.descriptions;
    const broken = { ...set, descriptions: [{ ...description, subsections: [7] }] };
    expect(() => parseSet(broken)).toThrow(new DeviceProblem('set/descriptions/0: there is no description 7'));
    expect(() => parseSet({ ...set, descriptions: [{ name: 3 }] })).toThrow(/set\/descriptions\/0/);
  });

  it('has equal descriptions of a dump once, and says for which devices', () => {
    const inner = {
      name: 'in',
      version_id: 1,
      minimum_version_id: 1,
      Fields: [{ field: 'x', version_id: 0, field_exists: true, size: 4 }],
    };
    const outer = {
      name: 'out',
      version_id: 2,
      minimum_version_id: 0,
      Fields: [{ field: 's', version_id: 0, field_exists: false, size: 8, num: 2, Description: inner }],
    };
    const set = setOfDump(
      { vmschkmachine: { Name: 'none' }, a: { Name: 'a', Description: outer }, b: { Name: 'b', Description: outer } },
      'dump.json',
    );
    expect(set.descriptions).toEqual([
      {
        name: 'in',
        version_id: 1,
        minimum_version_id: 1,
        fields: [{ name: 'x', version_id: 0, size: 4, num: 0, field_exists: { kind: 'unknown' } }],
        subsections: [],
        hooks: {},
        role: 'nested',
      },
      {
        name: 'out',
        version_id: 2,
        minimum_version_id: 0,
        fields: [{ name: 's', version_id: 0, size: 8, num: 2, vmsd: 0 }],
        subsections: [],
        hooks: {},
        devices: ['a', 'b'],
        role: 'device',
      },
    ]);
  });

  it('takes descriptions of this suite, with infos of their own and tests until a version', () => {
    const field = {
      name: 'f',
      size: 4,
      flags: ['VMS_SINGLE'],
      info: 'pci config',
      field_exists: { kind: 'version', until: 5 },
    };
    const set = setOfDescription(
      { name: 'dev', version_id: 1, minimum_version_id: 1, fields: [field] },
      { file: 'x', kind: 'description' },
    );
    expect(set.descriptions[0]?.fields[0]).toMatchObject({
      host: { info: { own: 'pci config' } },
      field_exists: { kind: 'version', until: 5 },
    });
    expect(() =>
      setOfDescription(
        { name: 'dev', version_id: 1, minimum_version_id: 1, fields: [{ name: 'f', flags: ['VMS_NONE'] }] },
        { file: 'x', kind: 'description' },
      ),
    ).toThrow('no release has a flag "VMS_NONE"');
  });
});
