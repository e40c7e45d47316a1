import { expect, it } from 'vitest';
import { annotate } from '../../oracle/wire/annotate.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { bytes, counted, fixed, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';
import type { RuleId } from '../rules/rules.ts';
import { ruleOfLostOrAdded } from './lost-or-added.ts';

function model(members: Model['shape']['members'], values: Model['values']): Model {
  return { shape: shape('dev', members), values };
}

const number = scalar('n', 'uint8');
const none = model([number, scalar('regs', 'uint8', { count: counted(0, 'uint8') }), scalar('z', 'uint8')], [0, [], 7]);
const some = model(
  [number, scalar('regs', 'uint8', { count: counted(0, 'uint8') }), scalar('z', 'uint8')],
  [2, [3, 4], 7],
);
const inner = shape('in', [scalar('a', 'uint8'), scalar('b', 'uint16', { version: 1 })]);

it.each<[string, Model, string, RuleId | null]>([
  ['an element of an array that has none', none, '00 ad 07', 'VMS-COUNT-5'],
  ['a counted array that is left out', some, '02 07', 'VMS-COUNT-2'],
  ['its last element', some, '02 03 07', 'VMS-COUNT-2'],
  ['its first element: the bytes are others', some, '02 04 07', null],
  ['an element too many', some, '02 03 04 99 07', 'VMS-COUNT-2'],
  ['a number that is always there', some, '02 03 04', 'VMS-COUNT-1'],
  [
    'an array, though a number has the same byte',
    model([number, scalar('r', 'uint8', { count: fixed(1) }), scalar('z', 'uint16')], [0, [0], 0]),
    '00 00 00',
    'VMS-COUNT-1',
  ],
  ['a field of a version', model(inner.members, [1, 0x203]), '01', 'VMS-EXIST-1'],
  ['the version of a struct', model([struct('s', inner), number], [[1, 0x203], 9]), '01 09', 'VMS-VERSION-2'],
  [
    'a field that is not there',
    model([number, scalar('x', 'uint8', { test: { kind: 'version', from: 5 } })], [1, 2]),
    '01 ff',
    'VMS-EXIST-2',
  ],
  ['bytes of the same number', some, '02 04 03 07', null],
])('tells %s', (_, of, received, rule) => {
  expect(ruleOfLostOrAdded(of, annotate(of, 'qemu-11.1'), bytes(received), 'save')).toBe(rule);
});
