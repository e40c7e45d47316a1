import { expect, test } from 'vitest';
import { dialects } from '../../vmstate/dialect.ts';
import { contents, little64, memoryOf, vmsd } from './testing/device.ts';
import { loadedCalls, measured, saved, savedCalls, verdict } from './testing/run.ts';

const a = vmsd([{ name: 'p', offset: 1, size: 1, info: 'uint8' }], { name: 'dev/a' });
const b = vmsd([{ name: 'q', offset: 2, size: 1, info: 'uint8' }], {
  name: 'dev/b',
  version_id: 3,
  minimum_version_id: 2,
  needed: 0,
});
const device = vmsd([{ name: 'x', size: 1, info: 'uint8' }], { subsections: [a, b] });
const wireA = '0505 6465762f61 00000001';
const wireB = '0505 6465762f62 00000003';
const refused = {
  'qemu-7.2': -2,
  'qemu-8.2': -2,
  'qemu-10.0': -2,
  'qemu-10.2': -2,
  'qemu-11.1': -22,
  'qemu-11.2': -22,
};

function plain(digits: string): string {
  return digits.replaceAll(' ', '');
}

test.each(dialects)('needed ones go out behind the fields, in order (%s)', (dialect) => {
  const yes = memoryOf(little64, ['01aabb']);
  const no = memoryOf(little64, ['00aabb']);
  expect(saved(dialect, device, yes)).toBe(plain(`01 ${wireA} aa ${wireB} bb`));
  expect(saved(dialect, device, no)).toBe(plain(`00 ${wireA} aa`));
  expect(savedCalls(dialect, device, no)).toEqual(['needed dev/b']);
  expect(measured(dialect, device, yes)).toEqual(['1*1', '1*1', '1*1']);
});

test.each([
  [`77 ${wireA} 11 ${wireB} 22`, 'ok', '771122'],
  [`77 ${wireB} 22 ${wireA} 11`, 'ok', '771122'],
  [`77 ${wireA} 10 ${wireA} 11`, 'ok', '7711ff'],
  ['77', 'ok', '77ffff'],
])('a load of %s is %s, without asking who is needed', (wire, _, content) => {
  for (const dialect of dialects) {
    const memory = memoryOf(little64, ['00ffff']);
    expect(verdict(dialect, device, memory, `${wire} ee`)).toBe(`ok ${plain(wire).length / 2} 0`);
    expect(contents(memory)).toEqual([content]);
    expect(loadedCalls(dialect, device, memory, `${wire} ee`)).toEqual([]);
  }
});

test.each(dialects)('an unknown one is refused where its name belongs (%s)', (dialect) => {
  const unknown = '77 0505 6465762f7a 00000001';
  const stream = dialect === 'qemu-7.2' ? 0 : refused[dialect];
  expect(verdict(dialect, device, memoryOf(little64, ['00ffff']), unknown)).toBe(
    `rejected ${refused[dialect]} 1 ${stream}`,
  );
});

test.each(dialects)('of the version eight bits are kept (%s)', (dialect) => {
  const memory = memoryOf(little64, ['00ffff']);
  expect(verdict(dialect, device, memory, '77 0505 6465762f62 00000102 22 ee')).toBe('ok 13 0');
  const stream = dialect === 'qemu-7.2' ? 0 : -22;
  expect(verdict(dialect, device, memory, '77 0505 6465762f62 00000100 22 ee')).toBe(`rejected -22 12 ${stream}`);
  expect(verdict(dialect, device, memory, '77 0505 6465762f62 00000004 22 ee')).toBe(`rejected -22 12 ${stream}`);
});

test.each(dialects)('a name ends at a zero byte (%s)', (dialect) => {
  const memory = memoryOf(little64, ['00ffff']);
  expect(verdict(dialect, device, memory, '77 0507 6465762f610078 00000001 11 ee')).toBe('ok 15 0');
  // Here the rest of the name is missing.
  expect(verdict(dialect, device, memory, '77 0505 6465760061 00000001 11 ee')).toBe(
    `rejected ${refused[dialect]} 1 ${dialect === 'qemu-7.2' ? 0 : refused[dialect]}`,
  );
});

test.each(dialects)('names are bytes, and their length is one (%s)', (dialect) => {
  const named = (name: string): string =>
    saved(dialect, vmsd([], { subsections: [vmsd([], { name, version_id: 0x1234567 })] }), memoryOf(little64, ['00']));
  expect(named('é')).toBe('0502c3a901234567');
  expect(named('x'.repeat(255))).toBe(`05ff${'78'.repeat(255)}01234567`);
  expect(named('x'.repeat(256))).toBe('050001234567');
  expect(named('x'.repeat(258))).toBe('0502787801234567');
});

test.each(dialects)('a subsection has subsections of its own, in the same object (%s)', (dialect) => {
  const inner = vmsd([{ name: 'r', offset: 2, size: 1, info: 'uint8' }], { name: 'dev/a/i', needed: 1 });
  const nested = vmsd([], { subsections: [{ ...a, subsections: [inner] }] });
  const wire = plain('0505 6465762f61 00000001 aa 0507 6465762f612f69 00000001 bb');
  expect(saved(dialect, nested, memoryOf(little64, ['00aabb']))).toBe(wire);
  const memory = memoryOf(little64, ['000000']);
  expect(verdict(dialect, nested, memory, `${wire}ee`)).toBe(`ok ${wire.length / 2} 0`);
  expect(contents(memory)).toEqual(['00aabb']);
});

test.each(dialects)('an earlier sibling takes what is named after it (%s)', (dialect) => {
  const longer = { ...b, name: 'dev/ab', needed: undefined };
  const siblings = vmsd([], { subsections: [a, longer] });
  const wire = saved(dialect, siblings, memoryOf(little64, ['000000']));
  const code = refused[dialect];
  expect(verdict(dialect, siblings, memoryOf(little64, ['000000']), `${wire}ee`)).toBe(
    `rejected ${code} 12 ${dialect === 'qemu-7.2' ? 0 : code}`,
  );
});
