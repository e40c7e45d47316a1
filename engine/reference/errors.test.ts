import { expect, test } from 'vitest';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import type { Hooks } from '../../vmstate/hooks.ts';
import { little64, memoryOf, vmsd } from './testing/device.ts';
import { savedCalls, verdict } from './testing/run.ts';

/*
 * Real QEMU does not survive some refusals: an error is set twice, or words are
 * added to one that was not set.
 */

const memory = memoryOf(little64, ['55']);
const twice = 'a second error on top of the first';
const notSet = 'adds to an error that was not set';

function nested(flags: 'STRUCT' | 'VSTRUCT', hooks: Hooks): VMStateDescription {
  const struct = vmsd([{ name: 'x', size: 1, info: 'uint8' }], { name: 'in', hooks });
  return vmsd([{ name: 's', size: 1, flags, vmsd: struct, struct_version_id: 1 }]);
}

test.each([
  ['qemu-7.2', 'STRUCT', ['pre_save in', '-7']],
  ['qemu-7.2', 'VSTRUCT', ['pre_save in', '-7']],
  ['qemu-8.2', 'STRUCT', ['pre_save in', '-7']],
  ['qemu-8.2', 'VSTRUCT', [`assertion: s: ${twice}`]],
  ['qemu-10.0', 'STRUCT', [`s: ${notSet}`]],
  ['qemu-10.0', 'VSTRUCT', ['pre_save in', '-7']],
  ['qemu-10.2', 'STRUCT', [`assertion: s: ${twice}`]],
  ['qemu-10.2', 'VSTRUCT', [`assertion: s: ${twice}`]],
  ['qemu-11.1', 'STRUCT', ['pre_save in', '-22']],
  ['qemu-11.1', 'VSTRUCT', ['pre_save in', '-22']],
] as const)('%s: a save refused inside a %s', (dialect, flags, expected) => {
  expect(savedCalls(dialect, nested(flags, { pre_save: -7 }), memory)).toEqual(expected);
});

/** The same, but the struct is that of an info with an error of its own. */
test.each([
  ['qemu-7.2', -7, ['pre_save e', '-7']],
  ['qemu-7.2', 7, ['pre_save e', '7']],
  ['qemu-8.2', 7, ['pre_save e', '7']],
  ['qemu-10.0', -7, ['pre_save e', '-7']],
  ['qemu-10.0', 7, [`l: ${notSet}`]],
  ['qemu-10.2', -7, ['pre_save e', '-7']],
  ['qemu-10.2', 7, ['pre_save e', '7']],
  ['qemu-11.1', -7, ['pre_save e', '-22']],
] as const)('%s: a save refused with %d inside a list', (dialect, pre_save, expected) => {
  const element = vmsd([], { name: 'e', hooks: { pre_save } });
  const list = vmsd([{ name: 'l', size: 16, info: 'qlist', vmsd: element }]);
  const one = memoryOf(
    little64,
    ['00'.repeat(8), '00'.repeat(16)],
    [
      [
        [0, 0],
        [1, 0],
      ],
      [[1, 0], null],
      [
        [1, 8],
        [0, 0],
      ],
    ],
  );
  expect(savedCalls(dialect, list, one)).toEqual(expected);
});

test('10.2: a positive pre_load leaves an error behind, on which the next one falls', () => {
  const twoStructs = (hooks: Hooks): VMStateDescription => {
    const [field] = nested('STRUCT', { pre_load: 3 }).fields;
    const [other] = nested('STRUCT', hooks).fields;
    if (field === undefined || other === undefined) throw new Error('no fields');
    return { ...vmsd([]), fields: [field, { ...other, name: 't' }] };
  };
  expect(verdict('qemu-10.2', twoStructs({}), memory, '55 ee')).toBe('ok 1 0');
  for (const hooks of [{ pre_load: -7 }, { pre_load_errp: false }, { post_load: -7 }] satisfies Hooks[]) {
    expect(verdict('qemu-10.2', twoStructs(hooks), memory, '55 ee')).toContain(twice);
    const code = hooks.pre_load_errp === false ? -22 : -7;
    if (code === -7) expect(verdict('qemu-10.0', twoStructs(hooks), memory, '55 ee')).toMatch(/^rejected -7 /);
  }
  // The end of the stream is an error too.
  expect(verdict('qemu-10.2', twoStructs({}), memory, '')).toContain(twice);
});

test.each([
  ['qemu-7.2', 'rejected 3 10 0'],
  ['qemu-10.0', 'rejected 3 10 3'],
  ['qemu-10.2', notSet],
  ['qemu-11.1', 'ok 10 0'],
] as const)('%s: a positive post_load of a subsection', (dialect: Dialect, expected) => {
  const outer = vmsd([], { name: 'in', subsections: [vmsd([], { name: 'in/a', hooks: { post_load: 3 } })] });
  expect(verdict(dialect, outer, memory, '0504 696e2f61 00000001 ee')).toContain(expected);
});

test.each([
  ['qemu-7.2', 'ok 1 0'],
  ['qemu-10.0', 'ok 1 0'],
  ['qemu-10.2', 'prints an error that was not set'],
  ['qemu-11.1', 'ok 2 0'],
] as const)('%s: a positive post_load of an element of a list', (dialect, expected) => {
  const element = vmsd([], { name: 'e', hooks: { post_load: 3 } });
  const list = vmsd([{ name: 'l', size: 16, info: 'qlist', vmsd: element, version_id: 1 }]);
  expect(verdict(dialect, list, memoryOf(little64, ['00'.repeat(8)], [[[0, 0], null]]), '01 00 ee')).toContain(
    expected,
  );
});
