import { expect, it } from 'vitest';
import { fixed, scalar, shape } from '../../vmstate/model/shapes.test-help.ts';
import type { Member } from '../../vmstate/model/model.ts';
import { sampleCase } from '../../vmstate/case/sample.test-help.ts';
import type { Failure } from '../result.ts';
import { hasDeviceOf } from './has-device-of.ts';

type Shrunk = Parameters<typeof hasDeviceOf>[0];

function failure(members: readonly Member[], outOfTime: boolean, repeats: Failure['repeats'] = null): Shrunk {
  const evidence = { kind: 'answer', expected: 'ok', received: 'error' } as const;
  const values = members.map(({ count }) => (count.kind === 'fixed' ? [0] : 0));
  return {
    violation: { law: 'save/bytes', rule: 'VMS-WIRE-1', verdict: 'nonconform', summary: '', evidence },
    smallest: { ...sampleCase, model: { shape: shape('dev', members), values } },
    repeats,
    outOfTime,
  };
}

const word = scalar('a', 'int16');
const many = scalar('b', 'uint32', { count: fixed(1) });
const cause = failure([word], false);
const larger = failure([word, many], true);

it('finds what is special about a finding in a failure that was not shrunk to its end', () => {
  expect(hasDeviceOf(larger, cause)).toBe(true);
  expect(hasDeviceOf(failure([many, many], true), cause)).toBe(false);
});

it('says nothing of failures that were shrunk, of larger findings, and of what fails by chance', () => {
  expect(hasDeviceOf({ ...larger, outOfTime: false }, cause)).toBe(false);
  expect(hasDeviceOf(cause, { ...larger, outOfTime: false })).toBe(false);
  expect(hasDeviceOf(larger, failure([word], false, { failed: 1, tries: 10 }))).toBe(false);
});
