import { expect, it } from 'vitest';
import { context, hostile } from '../fixtures/hostile.ts';
import {
  arrayCase,
  broken,
  bytesEvidence,
  conforming,
  neverJudged,
  resultWith,
  sampleFailure,
} from '../fixtures/result.ts';
import { issuesText } from '../../vmstate/issue.ts';
import type { CampaignResult, Failure } from '../../campaign/result.ts';
import type { Evidence } from '../../spec/violation.ts';
import { readResult } from './read-result.ts';
import { resultJson } from './result-json.ts';

const evidences: readonly Evidence[] = [
  bytesEvidence,
  { kind: 'answer', expected: 'ok', received: 'rejected' },
  { kind: 'entries', differences: [{ entry: 'fields[0]', received: null, expected: 'name "a"' }] },
  { kind: 'number', path: 'regs', what: 'count', expected: 3, received: 4 },
  {
    kind: 'memory',
    differences: [{ block: 0, offset: 1, path: null, expected: Uint8Array.of(1), received: Uint8Array.of() }],
  },
];

function loadFailure(evidence: Evidence): Failure {
  const saved = { bytes: Uint8Array.of(3), spans: [{ start: 0, length: 1, path: 'n', type: 'uint8' }] };
  const load = { wire: Uint8Array.of(3, 4), versionId: 1, saved, before: arrayCase.model };
  return { ...sampleFailure(evidence), load, saved };
}

it('is one JSON document with everything in it', () => {
  const document: unknown = JSON.parse(resultJson(resultWith([conforming, broken]), context));
  expect(document).toMatchObject({
    conforms: false,
    interrupted: false,
    seed: -5,
    engine: { name: 'sample', abi: { pointerSize: 8, byteOrder: 'little' } },
    statistics: {
      cases: 1,
      discarded: 0,
      fields: 2,
      boundaries: { 'uint8 count 2': 0 },
      pairs: { 'VMS_STRUCT with VMS_VSTRUCT': 0, 'VMS_VARRAY with VMS_POINTER': 1 },
      combinations: [{ type: 'uint32', flags: ['VMS_POINTER', 'VMS_VARRAY_UINT8'], fields: 1 }, {}],
    },
    laws: [
      {
        id: 'save/bytes',
        rules: ['VMS-WIRE-1', 'VMS-WIRE-2', 'VMS-COUNT-2'],
        skipped: 10,
        notJudged: null,
        failure: null,
      },
      {
        verdicts: { conform: 80, nonconform: 9, crashed: 1 },
        failure: {
          run: 41,
          smallest: { dialect: 'qemu-11.1', abi: '64le', model: { values: [3, [1, 2, 3]] } },
          violation: { evidence: { kind: 'bytes', expected: '03000000010000000200000003' } },
        },
      },
    ],
  });
});

const results: readonly (readonly [string, CampaignResult])[] = [
  ['a run', resultWith([conforming, broken, neverJudged])],
  ['text from outside', hostile],
  ...evidences.map((evidence) => [evidence.kind, resultWith([{ ...broken, failure: loadFailure(evidence) }])] as const),
];

it.each(results)('is as its schema says, and can be read again: %s', (_, result) => {
  const text = resultJson(result, context);
  expect(readResult(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
});

it.each([
  ['{', 'must be JSON'],
  ['{}', 'format'],
  [resultJson(resultWith([broken]), context).replace('"seed": -5', '"seed": "x"'), 'must be integer'],
])('says what is wrong with another file', (text, problem) => {
  const read = readResult(text);
  expect(read.ok ? '' : issuesText(read.issues, 'result')).toContain(problem);
});
