import { expect, it, test } from 'vitest';
import { runOfResult } from '../ci/run-of-result.ts';
import { context, hostile } from '../fixtures/hostile.ts';
import { broken, conforming, resultWith } from '../fixtures/result.ts';
import { checkSarif } from './check-sarif.ts';
import { sarifErrors } from './testing/schema.ts';

test.each([
  ['hostile text', hostile],
  ['a broken law', resultWith([conforming, broken])],
  ['no law', resultWith([])],
])('the schema accepts %s', (_, result) => {
  expect(sarifErrors(checkSarif([runOfResult(result, context)], context.version))).toEqual([]);
});

it('is refused by the schema when a level is not its own', () => {
  expect(
    sarifErrors(
      checkSarif([runOfResult(hostile, context)], context.version).replace('"level": "error"', '"level": "must"'),
    ),
  ).not.toEqual([]);
});

test('a broken law is a result of the rule that it breaks', () => {
  const log: unknown = JSON.parse(
    checkSarif([runOfResult(resultWith([conforming, broken]), context)], context.version),
  );
  expect(log).toMatchObject({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'vmstate-conformance',
            version: '1.2.3',
            rules: expect.arrayContaining([
              expect.objectContaining({
                id: 'VMS-WIRE-1',
                help: expect.objectContaining({
                  text: expect.stringContaining('most significant byte first') as unknown,
                }) as unknown,
              }),
            ]) as unknown,
          },
        },
        invocations: [{ executionSuccessful: true }],
        results: [
          {
            ruleId: 'VMS-WIRE-1',
            ruleIndex: 0,
            level: 'error',
            message: { text: expect.stringContaining('--seed -5 --run 41') as unknown },
            locations: [
              {
                physicalLocation: { artifactLocation: { uri: 'my' } },
                logicalLocations: [{ fullyQualifiedName: 'save/bytes' }],
              },
            ],
          },
        ],
      },
    ],
  });
});

test('known failures are suppressed, fixed ones point to their line', () => {
  const log: unknown = JSON.parse(checkSarif([runOfResult(hostile, context)], context.version));
  expect(log).toMatchObject({
    runs: [
      {
        results: [
          { ruleId: 'VMS-WIRE-1' },
          {
            ruleId: 'VMS-WIRE-2',
            level: 'note',
            suppressions: [{ kind: 'external', justification: expect.stringMatching(/^never built: /) as unknown }],
          },
          { ruleId: 'engine-fault' },
          {
            ruleId: 'known-failing-passes',
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'lists/known%20failing.txt' },
                  region: { startLine: 3 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
});

test('a finding has the same fingerprint whatever the seed and the run', () => {
  const { failure } = broken;
  if (failure === null) throw new Error('the fixture has a failure');
  const again = resultWith([{ ...broken, failure: { ...failure, run: 7, shrinks: 1 } }], { seed: 99 });
  const [a, b] = [resultWith([broken]), again].map(
    (result) =>
      /"partialFingerprints": \{[^}]*\}/.exec(checkSarif([runOfResult(result, context)], context.version))?.[0],
  );
  expect(a).toContain('save%2Fbytes:VMS-WIRE-1:nonconform');
  expect(b).toBe(a);
});
