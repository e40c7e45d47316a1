import { expect, test } from 'vitest';
import { dialects } from '../../vmstate/dialect.ts';
import { contents, little64, memoryOf, vmsd } from './testing/device.ts';
import { loadedCalls, measured, saved, savedCalls, verdict } from './testing/run.ts';

const byByte = vmsd(
  [
    { name: 'a', size: 1, info: 'uint8' },
    { name: 'b', offset: 1, size: 1, info: 'uint8', version_id: 9, field_exists: { kind: 'byte', offset: 0 } },
    { name: 'c', offset: 2, size: 1, info: 'uint8', field_exists: { kind: 'version', from: 2 } },
  ],
  { version_id: 3 },
);

test.each(dialects)('a test decides alone, whatever the version of the field (%s)', (dialect) => {
  expect(saved(dialect, byByte, memoryOf(little64, ['01bbcc']))).toBe('01bbcc');
  expect(saved(dialect, byByte, memoryOf(little64, ['00bbcc']))).toBe('00cc');
});

test.each(dialects)('a load calls field_exists after it loaded the fields before (%s)', (dialect) => {
  const memory = memoryOf(little64, ['000000']);
  expect(verdict(dialect, byByte, memory, '01bbcc ee', 3)).toBe('ok 3 0');
  expect(contents(memory)).toEqual(['01bbcc']);
  expect(verdict(dialect, byByte, memory, '00dd ee', 1)).toBe('ok 1 0');
});

test.each(dialects)('the trace has each call, with the version of the walk (%s)', (dialect) => {
  const memory = memoryOf(little64, ['000000']);
  expect(savedCalls(dialect, byByte, memory)).toEqual(['field_exists dev.b 3', 'field_exists dev.c 3']);
  expect(loadedCalls(dialect, byByte, memory, '00 ee', 1)).toEqual(['field_exists dev.b 1', 'field_exists dev.c 1']);
});

const valid = vmsd([
  { name: 'ok', flags: 'ARRAY|MUST_EXIST', field_exists: { kind: 'byte', offset: 0 } },
  { name: 'x', offset: 1, size: 1, info: 'uint8' },
]);
const refused = {
  'qemu-7.2': -1,
  'qemu-8.2': -1,
  'qemu-10.0': -1,
  'qemu-10.2': -1,
  'qemu-11.1': -22,
  'qemu-11.2': -22,
};

test.each(dialects)('a validation has no bytes, and refuses a load (%s)', (dialect) => {
  expect(saved(dialect, valid, memoryOf(little64, ['0155']))).toBe('55');
  expect(measured(dialect, valid, memoryOf(little64, ['0155']))).toEqual(['0*0', '1*1']);
  expect(verdict(dialect, valid, memoryOf(little64, ['0155']), '66 ee')).toBe('ok 1 0');
  const memory = memoryOf(little64, ['0055']);
  expect(saved(dialect, valid, memory)).toBe('assertion: ok: a field that must exist does not');
  // The stream knows nothing of it.
  expect(verdict(dialect, valid, memory, '66 ee')).toBe(`rejected ${refused[dialect]} 0 0`);
});

test.each(dialects)('a field that must exist, and does not in an older version (%s)', (dialect) => {
  const strict = vmsd([{ size: 1, info: 'uint8', version_id: 2, flags: 'SINGLE|MUST_EXIST' }], { version_id: 2 });
  expect(verdict(dialect, strict, memoryOf(little64, ['00']), '66 ee', 2)).toBe('ok 1 0');
  expect(verdict(dialect, strict, memoryOf(little64, ['00']), '66 ee', 1)).toBe(`rejected ${refused[dialect]} 0 0`);
});

const inner = vmsd(
  [
    { name: 'x', size: 1, info: 'uint8' },
    { name: 'y', offset: 1, size: 1, info: 'uint8', version_id: 3 },
  ],
  { name: 'inner', version_id: 2, minimum_version_id: 2 },
);

test.each(dialects)('a VSTRUCT is handled at the version it names (%s)', (dialect) => {
  const memory = memoryOf(little64, ['aabb']);
  const at = (struct_version_id: number | undefined): ReturnType<typeof vmsd> =>
    vmsd([{ name: 's', size: 2, flags: 'VSTRUCT', vmsd: inner, struct_version_id }]);
  expect(saved(dialect, at(2), memory)).toBe('aa');
  // A save checks no version.
  expect(saved(dialect, at(3), memory)).toBe('aabb');
  expect(saved(dialect, at(undefined), memory)).toBe('aa');
  expect(verdict(dialect, at(2), memory, '11 ee')).toBe('ok 1 0');
  expect(verdict(dialect, at(3), memory, '11 ee')).toBe('rejected -22 0 -22');
  expect(verdict(dialect, at(undefined), memory, '11 ee')).toBe('rejected -22 0 -22');
});

test.each(dialects)('STRUCT goes before VSTRUCT (%s)', (dialect) => {
  const both = vmsd([{ name: 's', size: 2, flags: 'STRUCT|VSTRUCT', vmsd: inner, struct_version_id: 3 }]);
  expect(saved(dialect, both, memoryOf(little64, ['aabb']))).toBe('aa');
});
