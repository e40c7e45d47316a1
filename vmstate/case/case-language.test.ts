import { describe, expect, it } from 'vitest';
import { caseOf, everything, hosts } from '../../layout/language.test-help.ts';
import { formatCase, parseCase } from './case-file.ts';
import { caseId } from './case-id.ts';
import { sampleCase } from './sample.test-help.ts';

const [[, abi] = ['', sampleCase.abi]] = hosts;
const whole = caseOf(everything, abi);
const text = formatCase(whole);

function problemOf(broken: string): string {
  expect(broken).not.toBe(text);
  const parsed = parseCase(broken);
  return 'problem' in parsed ? parsed.problem : '';
}

describe('a case file of the whole language', () => {
  it('says everything', () => {
    const parsed = parseCase(text);
    expect(parsed).toEqual(whole);
    if ('problem' in parsed) throw new Error(parsed.problem);
    expect(formatCase(parsed)).toBe(text);
  });

  it('leaves out what says no more than its absence, so that older cases keep their names', () => {
    const { shape } = sampleCase.model;
    const members = shape.members.map((member) => ({ ...member, mustExist: false, test: undefined }));
    const spelled = {
      ...sampleCase,
      model: { ...sampleCase.model, shape: { ...shape, members, subsections: [], hooks: undefined } },
    };
    expect(formatCase(spelled)).toBe(formatCase(sampleCase));
    expect(caseId(sampleCase)).toBe('dc6ec717573d');
  });

  it.each([
    ['a bitmap of another length', text.replace('0000002a"', '"'), /values\/map: 12 bytes, but its size is 16$/],
    [
      'a size that is a double',
      text.replace('"sizedBy": 3', '"sizedBy": 0'),
      /values\/map: member 0 holds no count; it must be a single embedded integer$/,
    ],
    [
      'a test of a wide member',
      text.replace('"by": 5', '"by": 7'),
      /values\/there: member 7 is no test; it must be a single embedded byte$/,
    ],
    ['a test of nobody', text.replace('"by": 5', '"by": 99'), /values\/there: member 99 is no test/],
    [
      'a subsection needed by a wide member',
      text.replace('"needed": 5', '"needed": 3'),
      /values\/dev\/sub: member 3 says of no subsection whether it is needed/,
    ],
    [
      'a missing subsection',
      text.replace(/,\n\s*\[\n\s*1,\n\s*\[\n\s*2,\n\s*3\n\s*\]\n\s*\]\n\s*\]\n/, ']\n'),
      /^case\/model\/values: 24 values wanted, one for each member and each subsection of dev$/,
    ],
    ['a checked integer out of range', text.replace('4660', '65536'), /values\/same: a number from 0 to 65535 wanted$/],
    ['an unknown check', text.replace('uint16_equal', 'uint16_less'), /^case\/model\/shape\/members\/1\/element/],
    ['a timer of a time below -1', text.replace('"-1"', '"-2"'), /values\/alarm: a time wanted, or -1$/],
    [
      'a key of 65 bits',
      text.replace('"4294967294"', '"18446744073709551616"'),
      /values\/direct\[0\]\/key: a decimal string from 0 to 18446744073709551615 wanted$/,
    ],
    [
      'a node without a value',
      text.replace(/"4294967294",\n\s*\[\n\s*3\n\s*\]/, '"4294967294"'),
      /values\/direct\[0\]: a key and a value wanted$/,
    ],
    ['a key that is a value', text.replace(/"key": null/, '"key": 7'), /^case\/model\/shape\/members\/\d+\/element/],
    [
      'half of an int32',
      text.replace('"sizedBy": 1,', '"sizedBy": 1, "half": "low",'),
      /values\/tailq.*data: member 1 /,
    ],
    [
      'a hook that returns a word',
      text.replace('"post_load": -5', '"post_load": "no"'),
      /hooks\/post_load must be integer$/,
    ],
    ['an unknown hook', text.replace('"pre_save": 0', '"during_save": 0'), /hooks/],
  ])('that is broken is told in one line: %s', (_, broken, problem) => {
    const told = problemOf(broken);
    expect(told).toMatch(problem);
    expect(told).not.toContain('\n');
  });

  it.each([
    ['tmp', 'pointer', /values\/tmp: a tmp is always single, its storage "embedded" and its slots "none"$/],
    ['tree', 'pointer', /values\/tree: a tree is always single/],
    ['array', 'allocated', /values\/array: a bytearray is always single/],
    ['alarm', 'allocated', /values\/alarm: a load finds a timer, it never allocates one$/],
  ] as const)('takes no form that QEMU has not: %s %s', (name, storage, problem) => {
    const members = everything.shape.members.map((member) => (member.name === name ? { ...member, storage } : member));
    expect(
      problemOf(formatCase({ ...whole, model: { ...everything, shape: { ...everything.shape, members } } })),
    ).toMatch(problem);
  });
});
