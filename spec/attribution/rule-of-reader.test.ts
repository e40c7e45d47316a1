import { expect, it } from 'vitest';
import { counted, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';
import { ruleOfReader } from './rule-of-reader.ts';

const inner = shape('in', [
  scalar('n', 'uint8'),
  scalar('regs', 'uint8', { count: counted(0, 'uint8') }),
  scalar('size', 'int32'),
  member('data', { kind: 'vbuffer', sizedBy: 2, multiply: null }),
]);
const model = {
  shape: shape('dev', [
    struct('s', inner),
    scalar('m', 'uint8'),
    scalar('more', 'uint8', { count: counted(1, 'uint8', 2) }),
  ]),
  values: [[0, [], 0, new Uint8Array()], 0, []],
};

it.each([
  ['s.n', 'VMS-COUNT-2'],
  ['s.size', 'VMS-SIZE-2'],
  ['m', 'VMS-COUNT-4'],
  ['s.regs', null],
  ['s', null],
  ['nobody.n', null],
])('%s is read by %s', (path, rule) => {
  expect(ruleOfReader(model, path)).toBe(rule);
});
