import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { dialects } from '../dialect.ts';
import { sampleCase } from './sample.test-help.ts';
import { formatCase, parseCase } from './case-file.ts';
import { caseId } from './case-id.ts';
import { arbitraryFor, caseOfRun } from '../../campaign/case-of-run.ts';

/** The same document with the keys of every object the other way round. */
function reversed(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(reversed);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .reverse()
      .map(([key, value]) => [key, reversed(value)]),
  );
}

describe.each(dialects)('case files of %s', (dialect) => {
  it('say everything, in one way only', () => {
    const arbitrary = arbitraryFor(createReferenceEngine({ dialect }).hello, dialect);
    for (let run = 0; run < 200; run++) {
      const of = caseOfRun(arbitrary, 3, run);
      const text = formatCase(of);
      expect(parseCase(text)).toEqual({ ...of, seed: of.seed });
      const again = parseCase(JSON.stringify(reversed(JSON.parse(text))));
      if ('problem' in again) throw new Error(again.problem);
      expect(formatCase(again)).toBe(text);
      expect(caseId(again)).toBe(caseId(of));
    }
  });
});

describe('a case file', () => {
  const text = formatCase(sampleCase);

  it.each([
    ['no JSON', '{', /^it is no JSON: /],
    ['another format', text.replace('case/1', 'case/2'), /^case\/format /],
    ['an unknown dialect', text.replace('"qemu-11.1"', '"qemu-1.0"'), /^case\/dialect: "qemu-1.0" is none of /],
    ['an unknown ABI', text.replace('64le', '16le'), /^case\/abi /],
    ['a missing value', text.replace(/"values": \[\s*3,/, '"values": ['), /^case\/model\/values: 2 values wanted/],
    [
      'a value out of range',
      text.replace(/"values": \[\s*3,/, '"values": [300,'),
      /^case\/model\/values\/n: a number from 0 to 255 wanted/,
    ],
    [
      'a count that does not fit',
      text.replace(/"values": \[\s*3,/, '"values": [2,'),
      /^case\/model\/values\/regs: 3 elements, but its count is 2/,
    ],
    ['a count that is none', text.replace('"by": 0', '"by": 1'), /^case\/model\/values\/regs: member 1 holds no count/],
    ['an unknown key', text.replace('"seed"', '"sed"'), /seed/],
  ])('that is broken is told in one line: %s', (_, broken, problem) => {
    const parsed = parseCase(broken);
    expect(broken).not.toBe(text);
    expect('problem' in parsed ? parsed.problem : '').toMatch(problem);
    expect('problem' in parsed ? parsed.problem : '').not.toContain('\n');
  });
});
