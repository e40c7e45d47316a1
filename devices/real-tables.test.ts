import { expect, it } from 'vitest';
import { setOfDescription } from './set/from-description.ts';
import { array, device, part, sampleField, sampleStruct, u32, u8 } from './compat/sample.test-help.ts';
import { realTablesOf } from './real-tables.ts';

const set = setOfDescription(
  device(
    [
      u32('a'),
      u32('b', { version_id: 1 }),
      array('regs', 4),
      array('more', 1000),
      sampleField('bytes', 'buffer', 16, { flags: ['VMS_BUFFER'] }),
      u8('t', { field_exists: { kind: 'byte', offset: 50 } }),
      sampleStruct('in', [u8('x'), u8('y')]),
    ],
    { version_id: 3, minimum_version_id: 2, subsections: [part('dev/s', [u8('x')], { needed: 40 })] },
  ),
  { file: 'x', kind: 'description' },
);

it('descriptions are counted: forms of fields, their number, lengths and versions', () => {
  const tables = realTablesOf([set], ['some program']);
  expect(tables).toEqual({
    programs: ['some program'],
    descriptions: 3,
    // Seven, two in the struct and one in the subsection.
    deviceFields: { 10: 1 },
    structFields: { 1: 1, 2: 1 },
    versions: { '1 1': 2, '3 2': 1 },
    // An array of 1,000 is an array, but no length to draw.
    arrays: { 4: 1 },
    buffers: { 16: 1 },
    forms: {
      uint8: 3,
      'uint32 fixed': 2,
      buffer: 1,
      struct: 1,
      uint32: 1,
      'uint32 version': 1,
      'uint8 test': 1,
    },
  });
});

it('a description that several programs have counts once', () => {
  expect(realTablesOf([set, set], []).descriptions).toBe(3);
});
