import { expect, test } from 'vitest';
import type { Law } from '../../spec/law.ts';
import { lawsOfReleases } from '../../spec/laws/index.ts';
import type { LoadShown } from '../../campaign/result.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { sampleFailure, sampleMember, resultWith, arrayCase, bytesEvidence, conforming } from '../fixtures/result.ts';
import { resultJson } from '../json/result-json.ts';
import { failureText } from './failure.ts';
import { beforeText, streamText } from './load-text.ts';
import { createColors } from './colors.ts';

const colors = createColors(false);
const saved = arrayCase.model;
const shown =
  bytesEvidence.kind === 'bytes'
    ? { bytes: bytesEvidence.expected, spans: bytesEvidence.spans }
    : { bytes: new Uint8Array(), spans: [] };
const whole = [3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3];

function told(bytes: readonly number[], part: Partial<LoadShown> = {}): LoadShown {
  return { wire: Uint8Array.from(bytes), versionId: 1, saved: shown, before: saved, ...part };
}

function stream(bytes: readonly number[]): string[] {
  return streamText(told(bytes), colors).split('\n');
}

function lawOf(id: string): Law {
  const law = lawsOfReleases.find((each) => each.id === id);
  if (law === undefined) throw new Error(`no law ${id}`);
  return law;
}

test('an altered stream says where, and what was there', () => {
  expect(stream(whole.with(4, 0x30))).toEqual([
    '13 bytes, loaded as version 1; what was saved has another byte at 4',
    'byte  bytes        field',
    '   0  03           n uint8',
    '   1  00 00 00 30  regs[0] uint32  saved as 00 00 00 01',
    '   5  00 00 00 02  regs[1] uint32',
    '   9  00 00 00 03  regs[2] uint32',
  ]);
});

test.each([
  [whole, '13 bytes, loaded as version 1: what was saved', '00 00 00 03  regs[2] uint32'],
  [
    [...whole, 0, 0x30],
    '15 bytes, loaded as version 1: what was saved, and 2 bytes behind it',
    '00 30        (past the end)',
  ],
  [
    whole.slice(0, 7),
    '7 bytes, loaded as version 1: the first of 13 bytes that were saved',
    '00 00        regs[1] uint32',
  ],
  [[], '0 bytes, loaded as version 1: the first of 13 bytes that were saved', '0 bytes, '],
])('%j', (bytes, head, tail) => {
  const lines = stream(bytes);
  expect(lines[0]).toBe(head);
  expect(lines.at(-1)).toContain(tail);
});

test('a long stream is cut around the place', () => {
  const buffer = {
    bytes: new Uint8Array(4096),
    spans: [{ start: 0, length: 4096, path: 'b', type: 'buffer' }],
  };
  const wire = new Uint8Array(4096);
  wire[2000] = 1;
  const text = streamText(told([], { wire, saved: buffer }), colors);
  expect(text.split('\n')).toHaveLength(21);
  expect(text).toContain('… 1936 bytes before, as they were saved\n');
  expect(text).toContain('2000  01 00 00 00 00 00 00 00  b buffer  saved as 00 00 00 00 00 00 00 00');
  expect(text).toMatch(/… 2024 bytes behind$/);
});

test('what the destination held', () => {
  const { shape } = saved;
  const inner = { ...shape, name: 'device/x' };
  const before: Model = { shape: { ...shape, subsections: [{ struct: inner }] }, values: [2, [7, 8], [1, [9]]] };
  expect(beforeText(before, colors).split('\n')).toEqual([
    'n = 2',
    'regs = [7, 8]',
    'subsection device/x = {n: 1, regs: [9]}',
  ]);
  const many: Model = {
    shape: {
      ...shape,
      members: Array.from({ length: 44 }, (_, i) =>
        sampleMember({ name: `m${i}`, element: { kind: 'scalar', type: 'uint8' } }),
      ),
    },
    values: Array.from({ length: 44 }, () => 0),
  };
  expect(beforeText(many, colors)).toMatch(/\nm39 = 0\n… 4 more members$/);
});

test('reports show it', () => {
  const failure = sampleFailure({ kind: 'answer', expected: 'ok', received: 'rejected' });
  const law = {
    ...conforming,
    law: lawOf('load/altered'),
    failure: { ...failure, load: told(whole.with(4, 0x30)) },
  };
  const result = resultWith([law]);
  const context = { colors, source: { engineFlags: [] }, laws: [] };
  const text = failureText(result, law, law.failure, context);
  expect(text).toContain('\n  The stream that was loaded\n    13 bytes, loaded as version 1; ');
  expect(text).toContain('\n  The destination before the load (values that it reads; all else is noise)\n    n = 3\n');
  expect(failureText({ ...result, engine: { ...result.engine, view: 'values' } }, law, law.failure, context)).toContain(
    '\n  The destination before the load\n    n = 3\n',
  );
  expect(JSON.parse(resultJson(result, { interrupted: false, source: context.source }))).toMatchObject({
    laws: [
      {
        failure: { violation: { load: { wire: '03000000300000000200000003', versionId: 1, before: [3, [1, 2, 3]] } } },
      },
    ],
  });
});
