import { expect, test } from 'vitest';
import type { Abi } from '../vmstate/host/abi.ts';
import type { Element, Value } from '../vmstate/model/model.ts';
import { scalar } from '../vmstate/model/shapes.test-help.ts';
import { caseOf, everything, hosts, structShape, values } from './language.test-help.ts';
import { member } from '../vmstate/model/shapes.test-help.ts';
import { layout } from './layout.ts';
import { visitedStructSizes } from './visited.ts';

const abi: Abi = { pointerSize: 8, byteOrder: 'little' };

test.each(hosts)('sizes come in the order in which a save visits the fields on %s', (_, abi) => {
  const { plan } = layout(caseOf(everything, abi));
  const size = (name: string): number | undefined => plan.description.fields.find((field) => field.name === name)?.size;
  const at = plan.members.find((one) => one.member.name === 'list')?.struct?.description.fields[1]?.size;
  const queue = plan.subsections[0]?.subsections[0]?.description.fields[1]?.size;
  expect(visitedStructSizes(plan, values)).toEqual([
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
  ]);
});

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
    return visitedStructSizes(layout(caseOf({ shape, values: all }, abi)).plan, all).length;
  };
  expect(visits(0)).toBe(2);
  expect(visits(1)).toBe(4);
});
