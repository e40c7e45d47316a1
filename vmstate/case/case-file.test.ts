import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { dialects } from '../dialect.ts';
import { issuesText } from '../issue.ts';
import { sampleCase } from './sample.test-help.ts';
import { formatCase, parseCase } from './case-file.ts';
import { caseId } from './case-id.ts';
import { generatorFor, caseOfRun } from '../../campaign/case-of-run.ts';

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
    const generator = generatorFor(createReferenceEngine({ dialect }).hello, dialect);
    for (let run = 0; run < 200; run++) {
      const of = caseOfRun(generator, 3, run);
      const text = formatCase(of);
      expect(parseCase(text)).toEqual({ ok: true, value: of });
      const again = parseCase(JSON.stringify(reversed(JSON.parse(text))));
      if (!again.ok) throw new Error(issuesText(again.issues, 'case'));
      expect(formatCase(again.value)).toBe(text);
      expect(caseId(again.value)).toBe(caseId(of));
    }
  });
});

describe('a case file', () => {
  const text = formatCase(sampleCase);

  it.each([
    ['no JSON', '{', /^case: must be JSON: /],
    ['another format', text.replace('case/1', 'case/2'), /^case\.format: must be /],
    [
      'an unknown dialect',
      text.replace('"qemu-11.1"', '"qemu-1.0"'),
      /^case\.dialect: must be one of qemu-7\.2, .*, not "qemu-1\.0"/,
    ],
    ['an unknown ABI', text.replace('64le', '16le'), /^case\.abi: /],
    [
      'a missing value',
      text.replace(/"values": \[\s*3,/, '"values": ['),
      /^case\.model\.values: must be 2 values, one for each member of device, not an array of 1/,
    ],
    [
      'a value out of range',
      text.replace(/"values": \[\s*3,/, '"values": [300,'),
      /^case\.model\.values\.n: must be a number from 0 to 255, not 300/,
    ],
    [
      'a count that does not fit',
      text.replace(/"values": \[\s*3,/, '"values": [2,'),
      /^case\.model\.values\.regs: has 3 elements, but its count is 2/,
    ],
    [
      'a count that is none',
      text.replace('"by": 0', '"by": 1'),
      /^case\.model\.shape\.members\[1\]\.count\.by: member 1 cannot say the count of regs/,
    ],
    ['an unknown key', text.replace('"seed"', '"sed"'), /seed/],
  ])('reports a broken file in one line: %s', (_, broken, problem) => {
    const parsed = parseCase(broken);
    expect(broken).not.toBe(text);
    const line = parsed.ok ? '' : issuesText(parsed.issues, 'case');
    expect(line).toMatch(problem);
    expect(line).not.toContain('\n');
  });
});
