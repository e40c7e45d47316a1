import { expect, it } from 'vitest';
import { newMember, newStruct, tmpElement } from '../../generators/uniform.ts';
import { neededCall, parseCall, type Call, type Hooks } from '../../vmstate/hooks.ts';
import type { StructShape } from '../../vmstate/model/model.ts';
import { differentTrace, isOfOrder } from './trace.ts';

function device(hooks?: Hooks): StructShape {
  const scratch = newStruct({ name: 'scratch', version: 1, minimumVersion: 1, members: [], hooks });
  const tmp = newMember({ name: 'tmp', element: tmpElement(scratch) });
  return newStruct({ name: 'device', version: 1, minimumVersion: 1, members: [tmp] });
}

function calls(lines: readonly string[]): Call[] {
  return lines.flatMap((line) => parseCall(line) ?? []);
}

it.each<[string, StructShape, readonly string[], readonly string[], string]>([
  [
    'a temporary object without hooks of its own, whose call is missing',
    device(),
    ['pre_save scratch'],
    [],
    'VMS-TMP-1',
  ],
  [
    'a temporary object whose call at the end of a load is missing',
    device({ pre_load: 0 }),
    ['pre_load scratch', 'post_load scratch 1'],
    ['pre_load scratch'],
    'VMS-TMP-1',
  ],
  ['a hook that a temporary object lists', device({ pre_save: 0 }), ['pre_save scratch'], [], 'VMS-HOOK-1'],
  ['a call that a failing hook may have prevented', device({ pre_save: -22 }), ['pre_save scratch'], [], 'VMS-HOOK-2'],
  ['the version of a temporary object', device(), ['post_load scratch 1'], ['post_load scratch 2'], 'VMS-TMP-1'],
  ['the order of calls', device(), ['pre_save a', 'needed b'], ['needed b', 'pre_save a'], 'VMS-HOOK-1'],
  [
    'a call that comes too late, where a hook fails',
    device({ pre_save: -22 }),
    ['pre_save a'],
    ['post_save a', 'pre_save a'],
    'VMS-HOOK-1',
  ],
  ['a subsection that is asked before pre_save', device(), ['pre_save a'], ['needed b', 'pre_save a'], 'VMS-HOOK-1'],
  ['a subsection without its test', device(), ['needed b'], [], 'VMS-SUB-1'],
])('names the rule of %s', (_, shape, expected, received, rule) => {
  expect(differentTrace('save/hooks', shape, { expected: calls(expected), received, isSave: true })).toMatchObject({
    rule,
  });
});

it('names the order of calls where a call comes although the load has ended, and the variant only for the other', () => {
  const call = { expected: calls([]), received: ['post_load_errp a 0'], byHook: false };
  expect(differentTrace('load/hooks', device(), call)).toMatchObject({ rule: 'VMS-HOOK-1' });
  const asked = { expected: calls(['pre_load a']), received: ['needed b', 'pre_load a'] };
  expect(differentTrace('load/hooks', device(), asked)).toMatchObject({ rule: 'VMS-SUB-2' });
  const other = { expected: calls(['post_load_errp a 0']), received: ['post_load a 0'] };
  expect(differentTrace('load/hooks', device(), other)).toMatchObject({ rule: 'VMS-HOOK-4' });
});

it.each<[string, string[], string[], boolean]>([
  ['the right calls in another order', ['pre_save a', 'needed b'], ['needed b', 'pre_save a'], true],
  ['a call that comes too late', ['pre_load a', 'post_load a 0'], ['post_load a 0', 'pre_load a', 'x'], true],
  ['a call that is missing', ['pre_load a', 'post_load a 0'], ['post_load a 0'], false],
  ['a call too many', ['pre_load a'], ['pre_load a', 'post_load a 0'], false],
])('knows that %s is one of order, or not', (_, expected, received, isOne) => {
  const found = differentTrace('load/hooks', device(), { expected: calls(expected), received });
  expect(found !== null && isOfOrder(found)).toBe(isOne);
});

it('is null for equal calls, and for an engine without traces', () => {
  const expected = [neededCall('b')];
  expect(differentTrace('save/hooks', device(), { expected, received: ['needed b'] })).toBeNull();
  expect(differentTrace('save/hooks', device(), { expected, received: undefined })).toBeNull();
});
