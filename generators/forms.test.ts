import { expect, test } from 'vitest';
import { VMS } from '../vmstate/flags.ts';
import { featuresOfDialect, formsOf, formText, isAllowed } from './forms.ts';

test('no form twice, and none that the dialect cannot say', () => {
  const old = formsOf('qemu-10.2');
  const texts = old.map(formText);
  expect(new Set(texts).size).toBe(texts.length);
  expect(old.some(({ flags }) => (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0)).toBe(false);
  expect(formsOf('qemu-11.1').some(({ flags }) => (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0)).toBe(true);
});

test('a form in words', () => {
  expect(formText({ flags: VMS.ARRAY | VMS.POINTER, type: 'struct' })).toBe('VMS_POINTER | VMS_ARRAY of struct');
  expect(formText({ flags: 0, type: 'scalar' })).toBe('no flag of scalar');
});

test('a form is allowed when all its flags are', () => {
  const form = { flags: VMS.ARRAY | VMS.POINTER, type: 'scalar' } as const;
  expect(isAllowed(form, () => true)).toBe(true);
  expect(isAllowed(form, (name) => name !== 'VMS_POINTER')).toBe(false);
});

test('a dialect has its flags and every type', () => {
  expect(featuresOfDialect('qemu-10.2')).not.toContain('VMS_ARRAY_OF_POINTER_AUTO_ALLOC');
  expect(featuresOfDialect('qemu-11.1')).toEqual(expect.arrayContaining(['VMS_VBUFFER', 'VMS_MULTIPLY', 'info:bool', 'info:unused_buffer']));
});
