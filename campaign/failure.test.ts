import { expect, test } from 'vitest';
import { loadAltered } from '../spec/laws/load/altered.ts';
import { loadConsumes } from '../spec/laws/load/consumes.ts';
import { saveBytes } from '../spec/laws/save/bytes.ts';
import type { Law } from '../spec/law.ts';
import type { Violation } from '../spec/violation.ts';
import { sampleCase } from '../vmstate/case/sample.test-help.ts';
import { failureOf } from './failure.ts';
import type { Failure } from './result.ts';

function failed(law: Law, load?: Violation['load']): Failure {
  const violation: Violation = {
    law: law.id,
    rule: 'VMS-LOAD-1',
    verdict: 'nonconform',
    summary: '',
    evidence: { kind: 'answer', expected: '', received: '' },
    load,
  };
  const shrunk = { smallest: sampleCase, violation, shrinks: 0, repeats: null, outOfTime: false };
  return failureOf({ law, view: 'memory', run: 3, original: sampleCase }, shrunk);
}

test('a failure has the description of its case', () => {
  expect(failed(saveBytes)).toMatchObject({ run: 3, description: { name: sampleCase.model.shape.name }, load: null });
});

test("a law that judges the case's own load has that load", () => {
  const { load } = failed(loadConsumes);
  expect(load).toMatchObject({ versionId: sampleCase.model.shape.version, before: { shape: sampleCase.model.shape } });
  expect(load?.wire.subarray(0, load.saved.bytes.length)).toEqual(load?.saved.bytes);
  expect(load?.wire.subarray(load.saved.bytes.length)).toEqual(Uint8Array.of(0x00, 0x30, 0x05, 0x31));
});

test('a law that loads a stream of its own has that one, beside the bytes that were saved', () => {
  const { model } = sampleCase;
  const load = { wire: Uint8Array.of(1), versionId: 7, saved: model, before: model };
  expect(failed(loadAltered, load).load).toMatchObject({ wire: Uint8Array.of(1), versionId: 7, before: model });
  expect(failed(loadAltered, load).load?.saved.spans).not.toEqual([]);
});
