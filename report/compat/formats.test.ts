import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { sortFindings, parseSuppressions } from '../../devices/compat/suppressions.ts';
import { compareSets } from '../../devices/compat/compare-sets.ts';
import {
  describedBy,
  device,
  nothingKnown,
  part,
  sampleField,
  u32,
  u8,
} from '../../devices/compat/sample.test-help.ts';
import schema from '../json/schemas/compat.json' with { type: 'json' };
import { sarifErrors } from '../sarif/testing/schema.ts';
import { compatJson } from './json.ts';
import { compatMarkdown } from './markdown.ts';
import { compatSarif } from './sarif.ts';
import type { CompatReport } from './terminal.ts';

const validate = new Ajv2020({ discriminator: true, allowUnionTypes: true }).compile(schema);

const plain = device([u32('a'), u8('b')]);
const tested = { field_exists: { kind: 'byte', offset: 40 } };

/** Every kind of answer and of condition. */
const pairs: readonly (readonly [string, object, object])[] = [
  ['nothing', plain, plain],
  ['shifted', plain, device([u32('a'), u8('b'), u8('late')])],
  ['refused', plain, device([u32('a'), u8('b')], { version_id: 2, minimum_version_id: 2 })],
  ['reinterpreted', device([u32('a'), u32('b')]), device([sampleField('c', 'uint64', 8)])],
  ['a subsection', plain, device([u32('a'), u8('b')], { subsections: [part('dev/s', [u8('x')], { needed: 40 })] })],
  ['a test of one side', plain, device([u32('a'), u8('b'), u8('c', tested)])],
  ['a test of both', device([u8('c', tested)]), device([u8('c', tested)])],
  ['a check', device([u32('n'), u8('b')]), device([sampleField('n', 'uint32_equal', 4), u8('b')])],
  ['unknown', device([sampleField('c', 'own', 8)]), device([sampleField('c', 'own', 16)])],
];

function reportOf(old: object, now: object, suppressions = ''): CompatReport {
  const result = compareSets(
    { old: describedBy(old).set, now: describedBy(now).set, chosen: () => true },
    nothingKnown,
  );
  const known = parseSuppressions(suppressions, 'x');
  if (typeof known === 'string') throw new Error(known);
  return { result, sorted: sortFindings(result, known), sameMachine: false };
}

describe.each(pairs)('%s', (_, old, now) => {
  it.each(['', 'dev | known | https://bugs.invalid/1\nother | gone |'])(
    'is told by valid documents',
    (suppressions) => {
      const report = reportOf(old, now, suppressions);
      validate(JSON.parse(compatJson(report)));
      expect(validate.errors).toBeNull();
      expect(sarifErrors(compatSarif(report, '1.2.3'))).toEqual([]);
      expect(compatMarkdown(report)).toMatch(/^### Migration compatibility\n/);
    },
  );
});

it('SARIF says why something is suppressed, and which suppression is stale', () => {
  const report = reportOf(
    plain,
    device([u32('a'), u8('b'), u8('late')]),
    'dev | known | https://bugs.invalid/1\nother | gone |',
  );
  expect(JSON.parse(compatSarif(report, '1.2.3'))).toMatchObject({
    runs: [
      {
        results: [
          { suppressions: [{ justification: 'known (https://bugs.invalid/1)' }] },
          { properties: { direction: 'backward' } },
          {
            ruleId: 'compat/stale-suppression',
            message: { text: 'line 2 of the suppressions matches nothing: other' },
          },
        ],
      },
    ],
  });
});
