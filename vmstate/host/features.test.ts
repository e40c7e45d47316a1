import { expect, test } from 'vitest';
import { knownFeatures, lackingText, meantBy, unknownFeatures, unknownText } from './features.ts';

test('what is known is not named, and every name is there once', () => {
  expect(unknownFeatures(knownFeatures)).toEqual([]);
  expect(new Set(knownFeatures).size).toBe(knownFeatures.length);
});

test.each([
  ['bool', 'info:bool'],
  ['vmstate_info_uint16', 'info:uint16'],
  ['ARRAY', 'VMS_ARRAY'],
  ['vms_array', 'VMS_ARRAY'],
  ['hooks', 'part:hooks'],
  ['vmdesc', 'op:vmdesc'],
  ['VMS_ARAY', 'VMS_ARRAY'],
  ['info:unit32', 'info:uint32'],
  ['part:subsection', 'part:subsections'],
  ['op:no-such-operation', null],
  ['', null],
])('%j is most likely meant to be %j', (feature, nearest) => {
  expect(unknownFeatures([feature, 'VMS_SINGLE'])).toEqual([{ feature, nearest }]);
});

test('only prefix and case may differ where a name is taken for another', () => {
  expect([meantBy('Bool'), meantBy('VMS_ARAY')]).toEqual(['info:bool', null]);
});

test('a line for people', () => {
  const unknown = unknownFeatures(['bool', 'x'.repeat(100), 'bool']);
  expect(unknownText(unknown)).toBe(`"bool" (do you mean "info:bool"?), "${'x'.repeat(60)}…"`);
});

test('what is lacking', () => {
  const needs = ['VMS_SINGLE', ['info:int8', 'info:uint8']];
  expect(lackingText(['VMS_SINGLE', 'info:uint8'], needs)).toBe(null);
  expect(lackingText(['VMS_SINGLE'], needs)).toBe('any of info:int8 info:uint8');
  expect(lackingText(['info:int8'], needs)).toBe('VMS_SINGLE');
  expect(lackingText([], needs)).toBe('VMS_SINGLE, any of info:int8 info:uint8');
});
