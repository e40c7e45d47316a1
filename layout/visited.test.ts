import { expect, test } from 'vitest';
import type { Abi } from '../vmstate/host/abi.ts';
import type { Element, Value } from '../vmstate/model/model.ts';
import { scalar } from '../vmstate/model/shapes.test-help.ts';
import { caseOf, everything, hosts, structShape, values } from './language.test-help.ts';
import { member } from '../vmstate/model/shapes.test-help.ts';
import { layout } from './layout.ts';
import { visitedSizes } from './visited.ts';

const abi: Abi = { pointerSize: 8, byteOrder: 'little' };

test.each(hosts)('sizes come in the order in which a save visits the fields on %s', (_, abi) => {
  const { plan } = layout(caseOf(everything, abi));
  const size = (name: string): number | undefined => plan.description.fields.find((field) => field.name === name)?.size;
  const at = plan.members.find((one) => one.member.name === 'list')?.struct?.description.fields[1]?.size;
  const queue = plan.subsections[0]?.subsections[0]?.description.fields[1]?.size;
  expect(
    inOrder(visitedSizes(plan, values), [
      size('inner'),
      size('tailq'),
      size('list'),
      at,
      at,
      size('none'),
      size('tmp'),
      size('alarm'),
      size('alarms'),
      size('tree'),
      size('direct'),
      queue,
    ]),
  ).toBe(true);
});

/** Whether some sizes come among all in this order; those of integers and buffers stand between them. */
function inOrder(all: readonly number[], some: readonly (number | undefined)[]): boolean {
  let next = 0;
  for (const size of all) if (size === some[next]) next++;
  return next === some.length;
}

test('what is not sent is not visited: by a test, by the version in use, by need', () => {
  const leaf: Element = { kind: 'struct', struct: structShape('leaf', [scalar('x', 'uint8')]) };
  const outer: Element = {
    kind: 'struct',
    struct: structShape('outer', [member('old', leaf), member('new', leaf, { version: 2 })]),
    version: 1,
  };
  const members = [
    scalar('flag', 'uint8'),
    member('a', leaf, { test: { kind: 'sibling', by: 0 } }),
    member('v', outer),
    member('late', leaf, { test: { kind: 'version', from: 3 } }),
  ];
  const shape = structShape('dev', members, {
    subsections: [{ struct: structShape('dev/s', [member('b', leaf)]), needed: 0 }],
  });
  const visits = (flag: number): number => {
    const all: Value[] = [flag, [1], [[2], [3]], [4], [[5]]];
    return visitedSizes(layout(caseOf({ shape, values: all }, abi)).plan, all).length;
  };
  expect(visits(0)).toBe(4);
  expect(visits(1)).toBe(8);
});
