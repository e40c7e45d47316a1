import { describe, expect, test } from 'vitest';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import type { Hooks } from '../../vmstate/hooks.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { contents, little64, memoryOf, vmsd } from './testing/device.ts';
import { loadedCalls, savedCalls, verdict } from './testing/run.ts';

const quiet: Hooks = { pre_save: 0, post_save: 0, pre_load: 0, post_load: 0 };
const sub = '0505 6465762f61 00000001';
const old = dialects.filter((dialect) => !traitsOf(dialect).autoAlloc);
const recent = dialects.filter((dialect) => traitsOf(dialect).errpHooks);

/** A device with a struct and a subsection, each with hooks. */
function device(outer: Hooks, inner: Hooks = quiet, part: Hooks = quiet): VMStateDescription {
  const struct = vmsd([{ name: 'x', size: 1, info: 'uint8' }], { name: 'in', hooks: inner });
  const section = vmsd([], { name: 'dev/a', hooks: part });
  return vmsd([{ name: 's', size: 1, flags: 'STRUCT', vmsd: struct }], {
    hooks: outer,
    version_id: 3,
    subsections: [section],
  });
}

const memory = memoryOf(little64, ['55']);
const load = (hooks: Parameters<typeof device>, dialect: (typeof dialects)[number], version = 3): readonly string[] =>
  loadedCalls(dialect, device(...hooks), memory, `55 ${sub} ee`, version);

test.each(dialects)('all are called in order, around what they belong to (%s)', (dialect) => {
  expect(savedCalls(dialect, device(quiet), memory)).toEqual([
    'pre_save dev',
    'pre_save in',
    'post_save in',
    'pre_save dev/a',
    'post_save dev/a',
    'post_save dev',
  ]);
  expect(load([quiet], dialect, 2)).toEqual([
    'pre_load dev',
    'pre_load in',
    'post_load in 1',
    'pre_load dev/a',
    'post_load dev/a 1',
    'post_load dev 2',
  ]);
  expect(savedCalls(dialect, device({}, {}, {}), memory)).toEqual([]);
});

test.each(dialects)('no hook is called for a version that is refused (%s)', (dialect) => {
  expect(load([quiet], dialect, 4)).toEqual(['-22']);
});

describe('a failure', () => {
  test.each(dialects)('of pre_save ends the save at once (%s)', (dialect) => {
    expect(savedCalls(dialect, device({ ...quiet, pre_save: -7 }), memory)).toEqual([
      'pre_save dev',
      traitsOf(dialect).autoAlloc ? '-22' : '-7',
    ]);
  });

  test.each(dialects)("of a subsection's pre_save is followed by the device's post_save (%s)", (dialect) => {
    expect(savedCalls(dialect, device(quiet, quiet, { pre_save: -7 }), memory).slice(3)).toEqual([
      'pre_save dev/a',
      'post_save dev',
      traitsOf(dialect).autoAlloc ? '-22' : '-7',
    ]);
  });

  test.each(dialects)('of post_save is the result of the save, up to 10.2 (%s)', (dialect) => {
    const calls = savedCalls(dialect, device({ ...quiet, post_save: -7 }), memory);
    expect(calls.slice(5)).toEqual(traitsOf(dialect).autoAlloc ? ['post_save dev'] : ['post_save dev', '-7']);
  });

  test.each(dialects)('of pre_load ends the load before a byte is taken (%s)', (dialect) => {
    const description = device({ ...quiet, pre_load: -7 });
    const code = traitsOf(dialect).autoAlloc ? -22 : -7;
    expect(verdict(dialect, description, memory, `55 ${sub} ee`)).toBe(`rejected ${code} 0 0`);
    expect(load([{ ...quiet, pre_load: -7 }], dialect)).toEqual(['pre_load dev', String(code)]);
  });

  test.each(dialects)('of post_load is one of what is around it (%s)', (dialect) => {
    const code = traitsOf(dialect).autoAlloc ? -22 : -7;
    expect(verdict(dialect, device({ post_load: -7 }), memory, `55 ${sub} ee`)).toBe(`rejected ${code} 12 0`);
    expect(verdict(dialect, device(quiet, { post_load: -7 }), memory, `55 ${sub} ee`)).toBe(
      `rejected ${code} 1 ${code}`,
    );
    const stream = dialect === 'qemu-7.2' ? 0 : code;
    expect(verdict(dialect, device(quiet, quiet, { post_load: -7 }), memory, `55 ${sub} ee`)).toBe(
      `rejected ${code} 12 ${stream}`,
    );
  });
});

describe('a positive result', () => {
  test.each(dialects)('of pre_save is a failure up to 10.2 (%s)', (dialect) => {
    const calls = savedCalls(dialect, device({ pre_save: 3 }), memory);
    expect(calls.at(-1)).toBe(traitsOf(dialect).autoAlloc ? 'post_save dev/a' : '3');
  });

  test.each(dialects)('of pre_load always is (%s)', (dialect) => {
    expect(load([{ pre_load: 3 }], dialect)).toEqual(['pre_load dev', traitsOf(dialect).autoAlloc ? '-22' : '3']);
  });

  test.each(old)('of post_load is the result of the load up to 10.2 (%s)', (dialect) => {
    expect(verdict(dialect, device({ post_load: 3 }), memory, `55 ${sub} ee`)).toBe('rejected 3 12 0');
  });

  test.each(old)('inside a nested struct is no failure of what is around it (%s)', (dialect) => {
    expect(verdict(dialect, device({}, { post_load: 3 }, {}), memory, `55 ${sub} ee`)).toBe('ok 12 0');
    // Nothing of the struct is loaded then, and no field reads the byte.
    expect(verdict(dialect, device({}, { pre_load: 3 }, {}), memory, `${sub} ee`)).toBe('ok 11 0');
  });

  test('of a subsection becomes the error of the stream in 10.0', () => {
    expect(verdict('qemu-7.2', device({}, {}, { post_load: 3 }), memory, `55 ${sub} ee`)).toBe('rejected 3 12 0');
    expect(verdict('qemu-10.0', device({}, {}, { post_load: 3 }), memory, `55 ${sub} ee`)).toBe('rejected 3 12 3');
    expect(verdict('qemu-11.1', device({}, {}, { post_load: 3 }), memory, `55 ${sub} ee`)).toBe('ok 12 0');
  });

  test('that became the error of the stream hides the end of it', () => {
    const part = vmsd([], { name: 'in/a', hooks: { post_load: 3 } });
    const struct = vmsd([], { name: 'in', subsections: [part] });
    const outer = vmsd([
      { name: 's', flags: 'STRUCT', vmsd: struct },
      { name: 'x', size: 2, info: 'uint16' },
    ]);
    const into = memoryOf(little64, ['5555']);
    expect(verdict('qemu-10.0', outer, into, '0504 696e2f61 00000001 66')).toBe('ok 11 3');
    expect(contents(into)).toEqual(['0066']);
    // Unless the end came first, with the look for a subsection of the subsection.
    expect(verdict('qemu-10.0', outer, into, '0504 696e2f61 00000001')).toBe('rejected -5 10 -5');
  });
});

describe('the errp variants', () => {
  const plain: Hooks = { pre_save: -7, pre_load: -7, post_load: -7, post_save: 0 };

  test.each(recent)('are called instead of the plain hooks (%s)', (dialect) => {
    const hooks: Hooks = { ...plain, pre_save_errp: true, pre_load_errp: true, post_load_errp: true };
    expect(savedCalls(dialect, device(hooks, {}, {}), memory)).toEqual(['pre_save_errp dev', 'post_save dev']);
    expect(load([hooks, {}, {}], dialect, 2)).toEqual(['pre_load_errp dev', 'post_load_errp dev 2']);
  });

  test.each(recent)('fail with EINVAL (%s)', (dialect) => {
    expect(savedCalls(dialect, device({ pre_save_errp: false, post_save: 0 }), memory)).toEqual([
      'pre_save_errp dev',
      '-22',
    ]);
    expect(load([{ pre_load_errp: false }, {}, {}], dialect)).toEqual(['pre_load_errp dev', '-22']);
    expect(verdict(dialect, device({ post_load_errp: false }), memory, `55 ${sub} ee`)).toBe('rejected -22 12 0');
  });
});
