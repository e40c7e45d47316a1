import { expect, test } from 'vitest';
import { layout } from '../../layout/layout.ts';
import { caseOf, hosts } from '../../layout/language.test-help.ts';
import { saveOutcome } from '../../oracle/save/outcome.ts';
import { scalar, shape } from '../../vmstate/model/shapes.test-help.ts';
import { differentSaveOpaques } from './opaques.ts';

const hooked = { ...shape('in', [scalar('x', 'uint8')]), hooks: { pre_save: 0 } };
const inner = { kind: 'struct', struct: hooked } as const;
const two = { ...scalar('two', 'uint8'), element: inner, count: { kind: 'fixed', n: 2 } } as const;
const model = {
  shape: shape('dev', [two, { ...scalar('tmp', 'uint8'), element: { kind: 'tmp', struct: hooked } }]),
  values: [[[1], [2]], [3]],
};

test.each(hosts)('the object of each element is where the layout has put it, that of a tmp nowhere (%s)', (_, abi) => {
  const of = caseOf(model, abi);
  const { plan } = layout(of);
  const at = plan.members[0]?.offset ?? 0;
  const size = plan.members[0]?.elementSize ?? 0;
  const expected = saveOutcome(model, of.dialect);
  expect(expected.trace).toHaveLength(3);
  const judged = (opaques: readonly (readonly [number, number] | null)[]): string | undefined =>
    differentSaveOpaques('save/objects', of, expected, { opaques })?.summary;
  expect(judged([[0, at], [0, at + size], null])).toBeUndefined();
  expect(judged([[0, at], [0, at], null])).toBe(
    `call 2 into the device, pre_save in, got the object at block 0 + ${at} instead of block 0 + ${at + size}`,
  );
  expect(
    judged([
      [0, at],
      [0, at + size],
      [0, 0],
    ]),
  ).toContain('instead of no block (a temporary object)');
  expect(judged([null, [0, at + size], null])).toContain('at no block instead of block 0');
});
