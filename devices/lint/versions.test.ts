import { describe } from 'vitest';
import { VMS } from '../../vmstate/host/flags.ts';
import { eachIsFound, lintedElement, sub } from './lint.test-help.ts';

describe('versions', () => {
  eachIsFound([
    ['a field that is never sent', { field: { version_id: 2 } }, 'qemu-11.1', ['trap field-too-new dev.f']],
    [
      'a field that must and cannot exist',
      { field: { version_id: 2, flags: VMS.MUST_EXIST } },
      'qemu-11.1',
      ['illegal field-too-new dev.f'],
    ],
    [
      'VSTRUCT out of range',
      { field: { flags: VMS.VSTRUCT, info: null, vmsd: lintedElement, struct_version_id: 3 } },
      'qemu-11.1',
      ['trap vstruct-version dev.f'],
    ],
    [
      'a list out of range',
      { field: { flags: 0, info: 'qtailq', vmsd: lintedElement } },
      'qemu-11.1',
      ['trap list-version dev.f'],
    ],
    [
      'a list of another version',
      { field: { flags: 0, info: 'qlist', vmsd: lintedElement, version_id: 1 } },
      'qemu-11.1',
      ['trap list-version dev.f'],
    ],
    [
      'WITH_TMP of a child that has a minimum',
      { field: { flags: 0, info: 'tmp', vmsd: lintedElement } },
      'qemu-11.1',
      ['trap tmp-version dev.f'],
    ],
    [
      'a tree out of range',
      { field: { flags: 0, info: 'gtree', vmsd: lintedElement, start: 0 } },
      'qemu-11.1',
      ['trap tree-version dev.f'],
    ],
    [
      'a tree of the newest version',
      { version_id: 2, field: { flags: 0, info: 'gtree', vmsd: lintedElement, version_id: 2, start: 0 } },
      'qemu-11.1',
      [],
    ],
    [
      'a tree of another version of its keys',
      { field: { flags: 0, info: 'gtree', vmsd: sub('v'), key_vmsd: lintedElement, version_id: 1, start: 1 } },
      'qemu-11.1',
      ['trap tree-version dev.f'],
    ],
    ['a minimum above the version', { minimum_version_id: 2 }, 'qemu-11.1', ['trap minimum-version dev']],
  ]);
});
