import { expect, test } from 'vitest';
import { sampleCase } from '../../vmstate/case/sample.test-help.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Element, Member } from '../../vmstate/model/model.ts';
import { everyMember } from '../attribution/every-member.ts';
import { withFailingInfo } from './failing-info.ts';

const own: Element = { kind: 'failing', results: { get: 0, put: 3 } };

function member(name: string, element: Element): Member {
  return { name, version: 0, migrated: true, element, count: { kind: 'one' }, storage: 'embedded', slots: 'none' };
}

function caseWith(seed: number, members: readonly Member[]): Case {
  const shape = { name: 'dev', version: 1, minimumVersion: 1, members };
  return { ...sampleCase, seed, model: { shape, values: [] } };
}

test('a case without an info of its own is none', () => {
  expect(withFailingInfo(caseWith(1, [member('a', { kind: 'timer' })]), 'get')).toBeNull();
});

test('one result of one info changes, whichever it is and however deep', () => {
  const struct = { name: 'in', version: 1, minimumVersion: 1, members: [member('b', own)] };
  const members = [member('a', own), member('s', { kind: 'struct', struct })];
  const changed = [0, 1].map((k) => {
    const of = withFailingInfo(caseWith((k << 7) | (3 << 2), members), 'get');
    const elements = of === null ? [] : everyMember(of.model.shape).map(({ element }) => element);
    return elements.flatMap((element) => (element.kind === 'failing' ? [element.results] : []));
  });
  const [first, second] = changed;
  expect(first?.map(({ get }) => get !== 0)).toEqual([true, false]);
  expect(second?.map(({ get }) => get !== 0)).toEqual([false, true]);
  expect(changed.flat().map(({ put }) => put)).toEqual([3, 3, 3, 3]);
});
