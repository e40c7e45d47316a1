import { describe, expect, it } from 'vitest';
import { caseOf, everything, hosts } from '../../layout/language.test-help.ts';
import { formatCase, parseCase } from './case-file.ts';
import { member } from '../model/shapes.test-help.ts';
import { caseId } from './case-id.ts';
import { issuesText } from '../issue.ts';
import { sampleCase } from './sample.test-help.ts';

const [[, abi] = ['', sampleCase.abi]] = hosts;
const whole = caseOf(everything, abi);
const text = formatCase(whole);
const rawBehindSlot = member('raw', { kind: 'buffer', size: 3 }, { slots: 'nullable' });

function problemOf(broken: string): string {
  expect(broken).not.toBe(text);
  const parsed = parseCase(broken);
  return parsed.ok ? '' : issuesText(parsed.issues, 'case');
}

describe('a case file of the whole language', () => {
  it('says everything', () => {
    const parsed = parseCase(text);
    expect(parsed).toEqual({ ok: true, value: whole });
    expect(parsed.ok ? formatCase(parsed.value) : '').toBe(text);
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
    ['a bitmap of another length', text.replace('0000002a"', '"'), /values\.map: has 12 bytes, but its size is 16$/],
    [
      'a size that is a double',
      text.replace('"sizedBy": 3', '"sizedBy": 0'),
      /element\.sizedBy: member 0 cannot say the size of map: it must be a single embedded integer$/,
    ],
    [
      'a test of a wide member',
      text.replace('"by": 5', '"by": 7'),
      /test\.by: member 7 cannot say whether there exists: it must be a single embedded byte$/,
    ],
    [
      'a test of a missing member',
      text.replace('"by": 5', '"by": 99'),
      /test\.by: member 99 cannot say whether there exists/,
    ],
    [
      'a subsection needed by a wide member',
      text.replace('"needed": 5', '"needed": 3'),
      /subsections\[0\]\.needed: member 3 cannot say whether dev\/sub is needed/,
    ],
    [
      'a missing subsection',
      text.replace(/,\n\s*\[\n\s*1,\n\s*\[\n\s*2,\n\s*3\n\s*\]\n\s*\]\n\s*\]\n/, ']\n'),
      /^case\.model\.values: must be 24 values, one for each member and each subsection of dev, not an array of 23$/,
    ],
    [
      'a checked integer out of range',
      text.replace('4660', '65536'),
      /values\.same: must be a number from 0 to 65535, not 65536$/,
    ],
    [
      'an unknown check',
      text.replace('uint16_equal', 'uint16_less'),
      /^case\.model\.shape\.members\[1\]\.element\.info: must be one of uint8_equal, /,
    ],
    ['a timer of a time below -1', text.replace('"-1"', '"-2"'), /values\.alarm: must be a time, or -1, not "-2"$/],
    [
      'a key of 65 bits',
      text.replace('"4294967294"', '"18446744073709551616"'),
      /values\.direct\[2\]\.key: must be a decimal string from 0 to 18446744073709551615, not "18446744073709551616"$/,
    ],
    [
      'a node without a value',
      text.replace(/"4294967294",\n\s*\[\n\s*3\n\s*\]/, '"4294967294"'),
      /values\.direct\[2\]: must be a key and a value$/,
    ],
    [
      'a key that is a value',
      text.replace(/"key": null/, '"key": 7'),
      /^case\.model\.shape\.members\[\d+\]\.element\.key: must be an object, not 7/,
    ],
    [
      'half of an int32',
      text.replace('"sizedBy": 1,', '"sizedBy": 1, "half": "low",'),
      /element\.sizedBy: member 1 cannot say the size of data: it must be a single embedded uint64$/,
    ],
    [
      'a buffer behind a slot that is no pointer long',
      formatCase({
        ...sampleCase,
        model: {
          shape: { name: 'dev', version: 0, minimumVersion: 0, members: [rawBehindSlot] },
          values: [Uint8Array.of(1, 2, 3)],
        },
      }),
      /^case\.model\.raw: a buffer behind a slot has as many bytes as a pointer of the host, which has \d$/,
    ],
    ['a tree that has a key twice', text.replace('"4294967294"', '"1"'), /values\.direct: has a key twice$/],
    [
      'a tree out of order',
      text.replace('"4294967294"', '"2"').replace('"1"', '"3"'),
      /values\.direct: is not in the order of its keys$/,
    ],
    [
      'a hook that returns a word',
      text.replace('"post_load": -5', '"post_load": "no"'),
      /hooks\.post_load: must be an integer, not "no"$/,
    ],
    [
      'an unknown hook',
      text.replace('"pre_save": 0', '"during_save": 0'),
      /hooks\.during_save: is none of the properties pre_load, /,
    ],
  ])('reports a broken file in one line: %s', (_, broken, problem) => {
    const reported = problemOf(broken);
    expect(reported).toMatch(problem);
    expect(reported).not.toContain('\n');
  });

  it.each([
    ['tmp', 'pointer', /a tmp is always single, its storage "embedded" and its slots "none"$/],
    ['tree', 'pointer', /a tree is always single/],
    ['array', 'allocated', /a bytearray is always single/],
    ['alarm', 'allocated', /a load never allocates a timer$/],
  ] as const)('takes no form that QEMU has not: %s %s', (name, storage, problem) => {
    const members = everything.shape.members.map((member) => (member.name === name ? { ...member, storage } : member));
    expect(
      problemOf(formatCase({ ...whole, model: { ...everything, shape: { ...everything.shape, members } } })),
    ).toMatch(problem);
  });
});
