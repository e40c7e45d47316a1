import { expect, test } from 'vitest';
import { dialects } from '../../vmstate/dialect.ts';
import { contents, little64, memoryOf, vmsd } from './testing/device.ts';
import { loaded, saved, verdict } from './testing/run.ts';

const byte = { size: 1, info: 'uint8' } as const;

const versioned = vmsd(
  [
    { ...byte, offset: 0 },
    { ...byte, offset: 1, version_id: 2 },
    { ...byte, offset: 2, version_id: 3 },
    { ...byte, offset: 3, version_id: 4 },
  ],
  { version_id: 3, minimum_version_id: 1 },
);

test.each(dialects)('a save carries the fields up to its version (%s)', (dialect) => {
  expect(saved(dialect, versioned, memoryOf(little64, ['01020304']))).toBe('010203');
});

test.each(dialects)('a load reads the fields of the version of the stream (%s)', (dialect) => {
  const memory = memoryOf(little64, ['ffffffff']);
  expect(verdict(dialect, versioned, memory, '0102ee', 2)).toBe('ok 2 0');
  expect(contents(memory)).toEqual(['0102ffff']);
});

test.each(dialects)('versions out of range are refused before anything is read (%s)', (dialect) => {
  const memory = memoryOf(little64, ['ffffffff']);
  expect(verdict(dialect, versioned, memory, '010203', 4)).toBe('rejected -22 0 0');
  expect(verdict(dialect, versioned, memory, '010203', 0)).toBe('rejected -22 0 0');
  expect(loaded(dialect, versioned, memory, '', 4)).toMatchObject({
    message: 'dev: version 4 is too new for 3',
  });
  expect(loaded(dialect, versioned, memory, '', 0)).toMatchObject({
    message: 'dev: version 0 is too old for 1',
  });
});

test.each(dialects)('a nested struct has its own version (%s)', (dialect) => {
  const outer = vmsd([{ size: 4, flags: 'STRUCT', vmsd: versioned }], { version_id: 1 });
  expect(saved(dialect, outer, memoryOf(little64, ['01020304']))).toBe('010203');
  expect(verdict(dialect, outer, memoryOf(little64, ['ffffffff']), '010203ee')).toBe('ok 3 0');
});

test.each(dialects)('a nested struct that refuses itself sets the error (%s)', (dialect) => {
  const inner = vmsd([byte], { version_id: 1, minimum_version_id: 2 });
  const outer = vmsd([{ size: 1, flags: 'STRUCT', vmsd: inner }]);
  expect(verdict(dialect, outer, memoryOf(little64, ['ff']), '01ee')).toBe('rejected -22 0 -22');
});

test('a field that must exist: refused by a load, fatal in a save', () => {
  const must = vmsd([{ name: 'm', flags: 'ARRAY|MUST_EXIST', version_id: 2 }]);
  const memory = memoryOf(little64, ['ff']);
  expect(verdict('qemu-10.2', must, memory, '')).toBe('rejected -1 0 0');
  expect(verdict('qemu-11.1', must, memory, '')).toBe('rejected -22 0 0');
  for (const dialect of dialects) {
    expect(saved(dialect, must, memory)).toBe('assertion: m: a field that must exist does not');
    expect(saved(dialect, { ...must, version_id: 2 }, memory)).toBe('');
  }
});
