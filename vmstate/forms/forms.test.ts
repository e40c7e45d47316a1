import { expect, test } from 'vitest';
import type { Dialect } from '../dialect.ts';
import { VMS } from '../host/flags.ts';
import { combinationsOfDialect, combinationText } from './form-types.ts';
import { featuresOfDialect, formsOf } from './forms.ts';

test('no form twice, and none that the dialect cannot say', () => {
  const old = formsOf('qemu-10.2');
  expect(new Set(old.map(({ flags, type }) => `${flags} ${type}`)).size).toBe(old.length);
  expect(old.some(({ flags }) => (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0)).toBe(false);
  expect(formsOf('qemu-11.1').some(({ flags }) => (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0)).toBe(true);
});

test('a dialect has its flags and every type', () => {
  expect(featuresOfDialect('qemu-10.2')).not.toContain('VMS_ARRAY_OF_POINTER_AUTO_ALLOC');
  expect(featuresOfDialect('qemu-11.1')).toEqual(
    expect.arrayContaining(['VMS_VBUFFER', 'VMS_MULTIPLY', 'info:bool', 'info:unused_buffer']),
  );
});

test('a combination in words, in which VMS_MUST_EXIST does not count', () => {
  expect(combinationText(VMS.ARRAY | VMS.POINTER | VMS.MUST_EXIST, 'struct')).toBe('VMS_POINTER | VMS_ARRAY of struct');
  expect(combinationText(VMS.ARRAY | VMS.MUST_EXIST, 'validate')).toBe('VMS_ARRAY | VMS_MUST_EXIST of validate');
  expect(combinationText(0, 'tmp')).toBe('no flag of tmp');
});

function textsOf(dialect: Dialect): string[] {
  return combinationsOfDialect(dialect).map(({ flags, type }) => combinationText(flags, type));
}

test('what a load must find is never allocated; everything else has every form of its kind', () => {
  const all = textsOf('qemu-11.1');
  expect(all).toContain('VMS_POINTER | VMS_ARRAY | VMS_ALLOC of uint8');
  expect(all).toContain('VMS_POINTER | VMS_ARRAY of uint8_equal');
  expect(all).not.toContain('VMS_POINTER | VMS_ARRAY | VMS_ALLOC of uint8_equal');
  expect(all).toContain('no flag of qlist');
  expect(textsOf('qemu-10.2')).not.toContain('VMS_SINGLE of g_byte_array');
});
