import { expect, test } from 'vitest';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { cloneMemory } from '../../vmstate/host/memory.ts';
import { big32, contents, little64, memoryOf, vmsd, type FieldText } from './testing/device.ts';
import { loaded, loadedCalls, saved, savedCalls, verdict } from './testing/run.ts';

const child = vmsd(
  [
    { name: 't', offset: 8, size: 2, info: 'uint16' },
    { name: 'n', offset: 10, size: 1, info: 'uint8', version_id: 2 },
  ],
  { name: 'tmp', version_id: 2, minimum_version_id: 1, tmp: { parent: 1, tmp: 8, length: 3 } },
);

function device(version_id = 2, of: VMStateDescription = child, ...more: FieldText[]): VMStateDescription {
  return vmsd(
    [{ name: 'tmp', size: 16, info: 'tmp', vmsd: of, version_id }, { name: 'end', size: 1, info: 'uint8' }, ...more],
    { version_id: 9 },
  );
}

test.each(dialects)('the object is saved with what the parent holds, and is gone then (%s)', (dialect) => {
  for (const [abi, number] of [
    [little64, 'bbaa'],
    [big32, 'aabb'],
  ] as const) {
    const memory = memoryOf(abi, ['ee aabbcc']);
    const before = cloneMemory(memory);
    expect(saved(dialect, device(), memory)).toBe(`${number}ccee`);
    // At its own version, whatever the field says.
    expect(saved(dialect, device(1), memory)).toBe(`${number}ccee`);
    expect({ ...memory, bytes: memory.bytes.slice(0, memory.used) }).toMatchObject({
      blocks: before.blocks,
      slots: before.slots,
      used: before.used,
      bytes: before.bytes.slice(0, before.used),
    });
    expect(memory.bytes.subarray(memory.used).every((byte) => byte === 0)).toBe(true);
  }
});

test.each(dialects)('post_load brings back what was loaded, at the version of the field (%s)', (dialect) => {
  const memory = memoryOf(little64, ['00 ffffff']);
  expect(verdict(dialect, device(), memory, '1122 33 44 ee')).toBe('ok 4 0');
  expect(contents(memory)).toEqual(['44221133']);
  // What is not loaded is what pre_load brought.
  expect(verdict(dialect, device(1), memory, '5566 77 ee')).toBe('ok 3 0');
  expect(contents(memory)).toEqual(['77665533']);
  expect(memory.blocks.length).toBe(1);
  expect(verdict(dialect, device(0), memory, '5566 77 ee')).toBe('rejected -22 0 -22');
});

test.each(dialects)('further ranges are copied after the first, in their order (%s)', (dialect) => {
  const copies = [
    { parent: 0, tmp: 8, length: 1 },
    { parent: 3, tmp: 9, length: 1 },
  ];
  const copying = { ...child, tmp: { parent: 1, tmp: 8, length: 3, copies } };
  const memory = memoryOf(little64, ['11 22 33 44']);
  expect(saved(dialect, device(2, copying), memory)).toBe('44114411');
  expect(verdict(dialect, device(2, copying), memory, '5566 77 44 ee')).toBe('ok 4 0');
  expect(contents(memory)).toEqual(['44665555']);
});

test.each(dialects)('own hooks are in the trace, and their results count (%s)', (dialect) => {
  const memory = memoryOf(little64, ['00 ffffff']);
  expect(savedCalls(dialect, device(), memory)).toEqual(['pre_save tmp']);
  expect(loadedCalls(dialect, device(), memory, '1122 33 44 ee')).toEqual(['pre_load tmp', 'post_load tmp 2']);
  const failing = { ...child, hooks: { post_load: -7, post_save: 0 } };
  expect(savedCalls(dialect, device(2, failing), memory)).toEqual(['pre_save tmp', 'post_save tmp']);
  const code = traitsOf(dialect).autoAlloc ? -22 : -7;
  // It brought the bytes back before it failed.
  expect(verdict(dialect, device(2, failing), memory, '5566 77 44 ee')).toBe(`rejected ${code} 3 ${code}`);
  expect(contents(memory)).toEqual(['44665577']);
});

test.each(dialects)('a load that fails inside leaves the parent alone (%s)', (dialect) => {
  const memory = memoryOf(little64, ['00 ffffff']);
  const strict = vmsd(
    [
      { name: 'm', offset: 8, size: 1, info: 'uint8' },
      { name: 'e', offset: 9, size: 1, info: 'uint8_equal' },
    ],
    {
      name: 'strict',
      version_id: 2,
      tmp: { parent: 1, tmp: 8, length: 3 },
    },
  );
  expect(verdict(dialect, device(2, strict), memory, '11 22 ee')).toBe('rejected -22 2 -22');
  expect(contents(memory)).toEqual(['00ffffff']);
});

test.each(dialects)('the object is no bigger than it says, and its parent must be there (%s)', (dialect) => {
  const memory = memoryOf(little64, ['00 ffffff']);
  const far = { ...child, tmp: { parent: 3, tmp: 8, length: 3 } };
  expect(saved(dialect, device(2, far), memory)).toBe('tmp: reads 3 bytes at block 0 offset 3, block has 4');
  const long = { ...child, tmp: { parent: 0, tmp: 14, length: 3 } };
  expect(saved(dialect, device(2, long), memory)).toBe('tmp: writes 3 bytes at block 1 offset 14, block has 16');
  const none = { ...child, tmp: { parent: 0, tmp: 99, length: 0 } };
  expect(saved(dialect, device(2, none), memory)).toBe('a5a5a500');
  expect(memory.blocks.length).toBe(1);
});

test('an allocation inside would be lost', () => {
  const inside = vmsd(
    [
      { offset: 8, size: 4, info: 'uint32' },
      { name: 'a', offset: 16, size: 1, num_offset: 8, flags: 'POINTER|ALLOC|VARRAY_UINT32', info: 'uint8' },
    ],
    { name: 'inside', version_id: 2, tmp: { parent: 0, tmp: 8, length: 0 } },
  );
  const holder = vmsd([{ name: 'tmp', size: 24, info: 'tmp', vmsd: inside, version_id: 2 }], { version_id: 2 });
  const outcome = loaded('qemu-11.1', holder, memoryOf(little64, ['00']), '00000001 55 ee');
  expect(outcome).toMatchObject({ status: 'error', message: 'tmp: allocates inside a temporary object' });
});

test.each(dialects)('an info that needs a vmsd has one (%s)', (dialect) => {
  for (const info of ['tmp', 'qtailq', 'qlist'] as const) {
    const bare = vmsd([{ size: 8, info }]);
    expect(saved(dialect, bare, memoryOf(little64, ['00']))).toBe('f: has no vmsd');
    expect(verdict(dialect, bare, memoryOf(little64, ['00']), '00')).toBe('f: has no vmsd');
  }
});

test.each(dialects)('any other info does not look at a vmsd (%s)', (dialect) => {
  const odd = vmsd([
    { size: 1, info: 'uint8', vmsd: child },
    { offset: 1, size: 1, info: 'uint8_equal', vmsd: child },
  ]);
  expect(saved(dialect, odd, memoryOf(little64, ['5566']))).toBe('5566');
  expect(verdict(dialect, odd, memoryOf(little64, ['5566']), '7766 ee')).toBe('ok 2 0');
  expect(verdict(dialect, odd, memoryOf(little64, ['5566']), '7777 ee')).toBe('rejected -22 2 -22');
});
