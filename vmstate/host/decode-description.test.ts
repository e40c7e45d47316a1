import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { issuesText } from '../issue.ts';
import { parseDescription } from './decode-description.ts';
import { VMS } from './flags.ts';

const folder = new URL('../../engine/protocol/schemas/', import.meta.url);
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const file of readdirSync(folder))
  ajv.addSchema(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as AnySchemaObject);
const published = ajv.getSchema('https://vmstate-conformance.invalid/protocol/1/description.json');

const dev = { name: 'dev', version_id: 2, minimum_version_id: 1 };
const inner = { ...dev, name: 'in', fields: [] };

function withField(field: object): object {
  return { ...dev, fields: [{ name: 'a', ...field }] };
}

describe('parseDescription', () => {
  it('reads absent numbers as 0 and flags by name', () => {
    const read = parseDescription(JSON.stringify(withField({ info: 'uint8', flags: ['VMS_ARRAY', 'VMS_POINTER'] })));
    expect(read).toMatchObject({
      ok: true,
      value: { ...dev, fields: [{ name: 'a', offset: 0, num: 0, flags: VMS.ARRAY | VMS.POINTER, info: 'uint8' }] },
    });
  });

  it.each<[string, object, string | null]>([
    ['all that there is', { ...dev, fields: [], hooks: { pre_load: 0 }, subsections: [inner], needed: 3 }, null],
    ['an unknown property', { ...dev, fields: [], comment: 'x' }, null],
    ['no fields', dev, 'd.fields: is missing'],
    ['a hook of no release', { ...dev, fields: [], hooks: { load: 0 } }, 'd.hooks.load: is none of'],
    ['an offset below 0', withField({ offset: -1 }), 'd.fields[0].offset: must be an integer from 0 on, not -1'],
    ['a flag twice', withField({ flags: ['VMS_ARRAY', 'VMS_ARRAY'] }), 'd.fields[0].flags: names a flag twice'],
    ['a list without elements', withField({ info: 'qtailq' }), 'd.fields[0].vmsd: is missing'],
    ['an integer of structs', withField({ info: 'uint8', vmsd: inner }), 'd.fields[0].vmsd: must be absent'],
    [
      'a version that is text',
      withField({ struct_version_id: '1' }),
      'd.fields[0].struct_version_id: must be an integer',
    ],
    [
      'a test of no kind',
      withField({ field_exists: { kind: 'never' } }),
      'd.fields[0].field_exists.kind: must be one of',
    ],
    ['half a copy', { ...dev, fields: [], tmp: { parent: 0, tmp: 8 } }, 'd.tmp.length: is missing'],
    [
      'a wrong inner one',
      withField({ vmsd: { ...inner, fields: 1 } }),
      'd.fields[0].vmsd.fields: must be an array, not 1',
    ],
  ])('agrees with the published schema on %s', (_, json, message) => {
    const read = parseDescription(JSON.stringify(json));
    const text = read.ok ? null : issuesText(read.issues, 'd');
    if (message === null) expect(text).toBe(null);
    else expect(text).toContain(message);
    expect(published?.(json)).toBe(message === null);
  });

  it('names what the suite cannot drive', () => {
    const read = parseDescription(JSON.stringify(withField({ info: 'fd' })));
    expect(read.ok ? '' : issuesText(read.issues, 'd')).toContain('d.fields[0].info: the info "fd" is not supported: ');
  });
});
