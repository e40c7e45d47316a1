import { expect, it, test } from 'vitest';
import type { LintFinding } from '../../devices/lint/finding.ts';
import { HOSTILE } from '../fixtures/hostile.ts';
import { lintSarif } from './lint-sarif.ts';
import { sarifErrors } from './testing/schema.ts';

const finding: LintFinding = {
  severity: 'trap',
  id: 'slot-size',
  rule: 'VMS-SIZE-4',
  device: 'dev',
  path: 'dev.regs',
  text: 'size 4 is used as a distance',
  fix: 'remove .size',
};
const complete = { version: '1.2.3', complete: true };

it('has a result for each finding, and the rules that they cite', () => {
  const log: unknown = JSON.parse(lintSarif([{ file: './a b/qemu', findings: [finding] }], complete));
  expect(log).toMatchObject({
    runs: [
      {
        tool: { driver: { rules: [{ id: 'VMS-SIZE-4' }] } },
        results: [
          {
            ruleId: 'VMS-SIZE-4',
            ruleIndex: 0,
            level: 'warning',
            message: { text: 'trap: dev.regs: size 4 is used as a distance\nFix: remove .size' },
            locations: [
              {
                physicalLocation: { artifactLocation: { uri: 'a%20b/qemu' } },
                logicalLocations: [{ fullyQualifiedName: 'dev.regs' }],
              },
            ],
            partialFingerprints: { primaryLocationLineHash: 'VMS-SIZE-4:slot-size:dev.regs' },
          },
        ],
      },
    ],
  });
});

test.each([
  ['no file', []],
  ['hostile text', [{ file: `/sets/${HOSTILE}`, findings: [{ ...finding, path: HOSTILE, text: HOSTILE }] }]],
])('the schema accepts %s', (_, files) => {
  expect(sarifErrors(lintSarif(files, complete))).toEqual([]);
});
