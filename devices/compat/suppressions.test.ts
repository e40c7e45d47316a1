import { describe, expect, it } from 'vitest';
import { answersOfJson, device, part, u32, u8 } from './sample.test-help.ts';
import type { CompatResult } from './compare-sets.ts';
import { parseSuppressions, sortFindings } from './suppressions.ts';

const source = { file: 'x', kind: 'description' } as const;
const subsection = device([u8('a')], { subsections: [part('dev/s', [u8('x')], { needed: 40 })] });
const states = { forward: () => null, backward: () => null };
const result: CompatResult = {
  old: source,
  now: source,
  onlyOld: [],
  onlyNow: [],
  unmigratable: [],
  devices: [
    { name: 'wide', answers: answersOfJson(device([u32('a')]), device([u8('a')])), states },
    { name: 'dev', answers: answersOfJson(device([u8('a')]), subsection), states },
  ],
};

function sort(text: string): string[] {
  const suppressions = parseSuppressions(text, 'f');
  if (typeof suppressions === 'string') return [suppressions];
  const { findings, suppressed, stale } = sortFindings(result, suppressions);
  return [
    ...findings.map(({ device: name, direction }) => `${name} ${direction}`),
    ...suppressed.map(({ device: name, direction }) => `(${name} ${direction})`),
    ...stale.map(({ line }) => `stale ${line}`),
  ];
}

describe('suppressions', () => {
  it.each([
    ['', ['wide forward', 'wide backward', 'dev backward']],
    ['wi* | known | https://a.invalid/1', ['dev backward', '(wide forward)', '(wide backward)']],
    ['wide direction=forward | known', ['wide backward', 'dev backward', '(wide forward)']],
    ['kind=conditional | a new machine type | ', ['wide forward', 'wide backward', '(dev backward)']],
    ['field=dev/* | known', ['wide forward', 'wide backward', '(dev backward)']],
    ['# what was\n\nother | gone', ['wide forward', 'wide backward', 'dev backward', 'stale 3']],
  ])('of %j', (text, sorted) => {
    expect(sort(text)).toEqual(sorted);
  });

  it.each([
    ['wide', "f:1: a line is '<pattern> | <reason> | <link>'"],
    ['a | b | c | d', "f:1: a line is '<pattern> | <reason> | <link>'"],
    ['wide dev | known', "f:1: 'device' is given twice"],
    ['direction=up | known', "f:1: a direction is forward or backward, not 'up'"],
    ['kind=bad | known', 'f:1: a kind is one of conditional,'],
  ])('refuse %j', (text, message) => {
    expect(sort(text)[0]).toContain(message);
  });
});
