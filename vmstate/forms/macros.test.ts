import { describe, expect, it } from 'vitest';
import { namesOfFlags, VMS } from '../host/flags.ts';
import { dialects } from '../dialect.ts';
import { macros } from './macros.ts';
import { formsOf } from './forms.ts';
import { flagsOf } from './flags-of-member.ts';

describe('the macros of vmstate.h', () => {
  it.each(macros)('$name: the layout sets its flags', ({ member, flags, dialects: where }) => {
    for (const dialect of where) expect(namesOfFlags(flagsOf(member, dialect))).toEqual(flags);
  });

  it('have one flag for counts of all widths in 11.2, and one for what has no state', () => {
    const made = formsOf('qemu-11.2').map((form) => form.flags);
    const old = VMS.VARRAY_INT32 | VMS.VARRAY_UINT8 | VMS.VARRAY_UINT16 | VMS.VARRAY_UINT32;
    expect(made.filter((flags) => (flags & old) !== 0)).toEqual([]);
    expect(made.some((flags) => (flags & VMS.VARRAY) !== 0)).toBe(true);
    expect(made).toContain(VMS.NO_STATE | VMS.MUST_EXIST);
  });

  it.each(dialects)('are all among the forms that are generated in dialect %s', (dialect) => {
    const made = new Set(formsOf(dialect).map((form) => form.flags));
    const unmade = macros.filter(
      ({ dialects: where, member }) => where.includes(dialect) && !made.has(flagsOf(member, dialect)),
    );
    expect(unmade.map(({ name }) => name)).toEqual([]);
  });
});
