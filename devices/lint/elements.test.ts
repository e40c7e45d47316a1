import { describe } from 'vitest';
import { VMS } from '../../vmstate/host/flags.ts';
import { eachIsFound, lintedElement, lintedField, sub } from './lint.test-help.ts';

describe('what a field is made of', () => {
  eachIsFound([
    ['a struct of nothing', { field: { flags: VMS.STRUCT, info: null } }, 'qemu-11.1', ['illegal no-vmsd dev.f']],
    ['no info', { field: { info: null } }, 'qemu-11.1', ['illegal no-info dev.f']],
    ['a field to validate', { field: { info: null, flags: VMS.ARRAY | VMS.MUST_EXIST } }, 'qemu-11.1', []],
    ['a list of nothing', { field: { flags: 0, info: 'qlist' } }, 'qemu-11.1', ['illegal no-vmsd dev.f']],
    [
      'a tree without keys',
      { field: { flags: 0, info: 'gtree', vmsd: sub('v'), version_id: 1, start: 4 } },
      'qemu-11.1',
      ['illegal no-key-vmsd dev.f'],
    ],
    [
      'a tree with both kinds of keys',
      { field: { flags: 0, info: 'gtree', vmsd: sub('v'), key_vmsd: lintedElement, version_id: 1, start: 0 } },
      'qemu-11.1',
      ['trap key-vmsd-unused dev.f'],
    ],
    [
      'keys with a problem',
      {
        field: {
          flags: 0,
          info: 'gtree',
          vmsd: sub('v'),
          key_vmsd: { ...sub('k'), fields: [{ ...lintedField, info: null }] },
          version_id: 1,
          start: 1,
        },
      },
      'qemu-11.1',
      ['illegal no-info dev.f.key.f'],
    ],
    ['an info of a later release', { field: { info: 'g_byte_array' } }, 'qemu-10.2', ['illegal unknown-info dev.f']],
    ['the same in that release', { field: { info: 'g_byte_array' } }, 'qemu-11.1', []],
  ]);
});
