import { expect, test } from 'vitest';
import { dialects } from '../../vmstate/dialect.ts';
import { scalars, widthOf } from '../../vmstate/info.ts';
import { big32, big64, contents, little32, little64, memoryOf, vmsd } from './testing/device.ts';
import { loaded, measured, saved, verdict } from './testing/run.ts';

const littles = dialects.flatMap((dialect) => [little32, little64].map((abi) => ({ dialect, abi })));
const bigs = dialects.flatMap((dialect) => [big32, big64].map((abi) => ({ dialect, abi })));

const member = '8182838485868788';
const reversed = '8887868584838281';

test.each(littles)('integers turn around on a little-endian host ($dialect $abi)', ({ dialect, abi }) => {
  for (const info of scalars) {
    const width = widthOf(info);
    const description = vmsd([{ offset: 2, size: width, info }]);
    const wire = reversed.slice(-2 * width);
    expect(saved(dialect, description, memoryOf(abi, [`0000${member}00`]))).toBe(wire);
    if (info === 'bool') continue;
    const memory = memoryOf(abi, ['ff'.repeat(11)]);
    expect(loaded(dialect, description, memory, `${wire}00`)).toMatchObject({ status: 'ok', consumed: width });
    expect(contents(memory)).toEqual([`ffff${member.slice(0, 2 * width)}`.padEnd(22, 'f')]);
  }
});

test.each(bigs)('integers stay as they are on a big-endian host ($dialect $abi)', ({ dialect, abi }) => {
  for (const info of scalars) {
    const width = widthOf(info);
    const description = vmsd([{ offset: 2, size: width, info }]);
    const wire = member.slice(0, 2 * width);
    expect(saved(dialect, description, memoryOf(abi, [`0000${member}00`]))).toBe(wire);
    if (info === 'bool') continue;
    const memory = memoryOf(abi, ['ff'.repeat(11)]);
    expect(loaded(dialect, description, memory, `${wire}00`)).toMatchObject({ status: 'ok', consumed: width });
    expect(contents(memory)).toEqual([`ffff${wire}`.padEnd(22, 'f')]);
  }
});

test.each(dialects)('a loaded bool is 0 or 1, a saved one is its byte (%s)', (dialect) => {
  const description = vmsd([{ size: 1, num: 3, flags: 'ARRAY', info: 'bool' }]);
  expect(saved(dialect, description, memoryOf(little64, ['000107']))).toBe('000107');
  const memory = memoryOf(little64, ['ffffff']);
  expect(loaded(dialect, description, memory, '000180')).toMatchObject({ streamError: -5 });
  expect(contents(memory)).toEqual(['000101']);
});

test.each(dialects)('a buffer travels as it is, an unused one as zeros (%s)', (dialect) => {
  const description = vmsd([
    { offset: 1, size: 3, flags: 'BUFFER', info: 'buffer' },
    { offset: 0, size: 2, flags: 'BUFFER', info: 'unused_buffer' },
  ]);
  expect(saved(dialect, description, memoryOf(little64, ['0102030405']))).toBe('0203040000');
  const memory = memoryOf(little64, ['ffffffffff']);
  expect(verdict(dialect, description, memory, '0a0b0c9999ee')).toBe('ok 5 0');
  expect(contents(memory)).toEqual(['ff0a0b0cff']);
});

test.each(dialects)('long buffers are copied too (%s)', (dialect) => {
  const content = '0123456789abcdef'.repeat(12);
  const description = vmsd([{ size: 90, flags: 'BUFFER', info: 'buffer' }]);
  expect(saved(dialect, description, memoryOf(little64, [content]))).toBe(content.slice(0, 180));
  const memory = memoryOf(little64, ['00'.repeat(96)]);
  expect(verdict(dialect, description, memory, `${content.slice(0, 180)}ff`)).toBe('ok 90 0');
  expect(contents(memory)).toEqual([content.slice(0, 180).padEnd(192, '0')]);
});

test.each(dialects)('empty buffers touch nothing, not even their address (%s)', (dialect) => {
  const description = vmsd([
    { offset: 100, size: 0, info: 'buffer' },
    { offset: 100, size: 0, info: 'unused_buffer' },
    { offset: 100, size: 0, num: 2147483647, flags: 'ARRAY', info: 'unused_buffer' },
  ]);
  const memory = memoryOf(little64, ['00']);
  expect(saved(dialect, description, memory)).toBe('');
  expect(verdict(dialect, description, memory, 'ee')).toBe('ok 0 0');
  expect(measured(dialect, description, memory)).toEqual(['1*0', '1*0', '2147483647*0']);
});
