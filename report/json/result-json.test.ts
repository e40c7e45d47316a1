import { expect, it } from 'vitest';
import { broken, conforming, resultWith } from '../fixtures/result.ts';
import { resultJson } from './result-json.ts';

it('is one JSON document with everything in it', () => {
  const document: unknown = JSON.parse(resultJson(resultWith([conforming, broken]), false));
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
