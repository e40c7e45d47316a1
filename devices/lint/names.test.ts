import { describe, expect, it } from 'vitest';
import type { VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { eachIsFound, found, lintedField, sub, lintedDescription } from './lint.test-help.ts';

describe('names', () => {
  eachIsFound([
    [
      'a subsection of another name',
      { subsections: [sub('other/a')] },
      'qemu-11.1',
      ['refused subsection-name dev.other/a'],
    ],
    ['a subsection of the same name', { subsections: [sub('dev')] }, 'qemu-11.1', ['trap subsection-name dev.dev']],
    [
      'a long name',
      { subsections: [sub(`dev/${'x'.repeat(252)}`)] },
      'qemu-11.1',
      [`trap subsection-name-length dev.dev/${'x'.repeat(252)}`],
    ],
    ['the longest name', { subsections: [sub(`dev/${'x'.repeat(251)}`)] }, 'qemu-11.1', []],
    ['a large version', { subsections: [sub('dev/a', 256)] }, 'qemu-11.1', ['trap subsection-version dev.dev/a']],
    ['a name twice', { subsections: [sub('dev/a'), sub('dev/a')] }, 'qemu-11.1', ['trap subsection-twice dev.dev/a']],
    [
      'a name that begins the next',
      { subsections: [sub('dev/a'), sub('dev/ab')] },
      'qemu-11.1',
      ['trap subsection-prefix dev.dev/a'],
    ],
    ['a name that begins the one before', { subsections: [sub('dev/ab'), sub('dev/a')] }, 'qemu-11.1', []],
    [
      'a last struct with the name of its parent',
      { field: { flags: VMS.STRUCT, info: null, vmsd: sub('de') }, subsections: [sub('dev/a')] },
      'qemu-11.1',
      ['trap struct-prefix dev.f'],
    ],
  ]);

  it('names that begin alike, with one between that is always sent', () => {
    const sometimes = { ...sub('dev/m'), needed: 3 };
    expect(found(lintedDescription({ subsections: [sub('dev/a'), sub('dev/m'), sub('dev/ab')] }))).toEqual([]);
    expect(found(lintedDescription({ subsections: [sub('dev/a'), sometimes, sub('dev/ab')] }))).toEqual([
      'trap subsection-prefix dev.dev/a',
    ]);
  });
});

it('finds a struct that is the last field only where a later one does not exist', () => {
  const inner = lintedDescription({ name: 'dev' });
  const struct: VMStateField = { ...lintedField, name: 's', flags: VMS.STRUCT, info: null, vmsd: inner };
  const linted = (version_id: number): string[] =>
    found({
      ...lintedDescription({ version_id: 2 }),
      fields: [struct, { ...lintedField, name: 'z', offset: 8, version_id }],
      subsections: [sub('dev/a')],
    });
  expect(linted(2)).toContain('trap struct-prefix dev.s');
  expect(linted(0)).not.toContain('trap struct-prefix dev.s');
});
