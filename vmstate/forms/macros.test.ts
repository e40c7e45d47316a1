import { describe, expect, it } from 'vitest';
import { namesOfFlags } from '../host/flags.ts';
import { dialects } from '../dialect.ts';
import { macros } from './macros.ts';
import { formsOf } from './forms.ts';
import { flagsOf } from './flags-of-member.ts';

describe('the macros of vmstate.h', () => {
  it.each(macros)('$name: the layout sets its flags', ({ member, flags }) => {
    expect(namesOfFlags(flagsOf(member))).toEqual(flags);
  });

  it.each(dialects)('are all among the forms that are generated in dialect %s', (dialect) => {
    const made = new Set(formsOf(dialect).map((form) => form.flags));
    const unmade = macros.filter(
      ({ dialects: where, member }) => where.includes(dialect) && !made.has(flagsOf(member)),
    );
    expect(unmade.map(({ name }) => name)).toEqual([]);
  });
});
