import { expect, it } from 'vitest';
import { dialects } from '../dialect.ts';
import { flagNames, flagsFromNames, flagValue, namesOfFlags, VMS } from './flags.ts';

it('turns names into a word and back', () => {
  expect(flagsFromNames(flagNames)).toBe(Object.values(VMS).reduce<number>((all, bit) => all | bit, 0));
  expect(namesOfFlags(VMS.ARRAY | VMS.POINTER)).toEqual(['VMS_POINTER', 'VMS_ARRAY']);
  expect(flagsFromNames(['VMS_ARRAY', 'VMS_NOPE'])).toBeUndefined();
});

it('knows where releases give one number to two flags', () => {
  expect(dialects.map((dialect) => flagValue(dialect, 'VMS_END'))).toEqual([
    undefined,
    0x10000,
    0x10000,
    0x10000,
    0x20000,
    0x20000,
  ]);
  expect(dialects.map((dialect) => flagValue(dialect, 'VMS_ARRAY_OF_POINTER_AUTO_ALLOC'))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    0x10000,
    0x10000,
  ]);
  expect(dialects.map((dialect) => flagValue(dialect, 'VMS_MULTIPLY_ELEMENTS'))).toEqual([
    0x4000,
    0x4000,
    0x4000,
    0x4000,
    undefined,
    undefined,
  ]);
});
