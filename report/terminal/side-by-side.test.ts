import { describe, expect, it } from 'vitest';
import type { EvidenceSpan } from '../../spec/violation.ts';
import { bytesEvidence } from '../fixtures/result.ts';
import { createColors } from './colors.ts';
import { sideBySide } from './side-by-side.ts';

const plain = createColors(false);

function compare(
  expected: readonly number[],
  received: readonly number[],
  spans: readonly EvidenceSpan[] = [],
): string[] {
  const evidence = {
    kind: 'bytes',
    expected: Uint8Array.from(expected),
    received: Uint8Array.from(received),
    spans,
  } as const;
  return sideBySide(evidence, plain).split('\n');
}

describe('sideBySide', () => {
  it('shows whose bytes differ, and marks the first', () => {
    if (bytesEvidence.kind !== 'bytes') throw new Error('the fixture is about bytes');
    expect(sideBySide(bytesEvidence, plain).split('\n')).toEqual([
      'received 13 bytes instead of 13; the first difference is at byte 5',
      'byte  field           received     expected',
      '   0  n uint8         03           03',
      '   1  regs[0] uint32  00 00 00 01  00 00 00 01',
      '   5  regs[1] uint32  02 00 00 00  00 00 00 02',
      '                      ^^           ^^',
      '   9  regs[2] uint32  00 00 00 03  00 00 00 03',
    ]);
  });

  it('shows bytes that are missing', () => {
    expect(compare([1, 2], [1], [{ start: 0, length: 2, path: 'a', type: 'uint16' }])).toEqual([
      'received 1 byte instead of 2; the first difference is at byte 1',
      'byte  field     received  expected',
      '   0  a uint16  01        01 02',
      '                   ^^        ^^',
    ]);
    expect(compare([1], [], [{ start: 0, length: 1, path: 'a', type: 'uint8' }])[2]).toBe(
      '   0  a uint8  (nothing)  01',
    );
  });

  it('shows bytes too many, and bytes of no field', () => {
    expect(compare([1], [1, 2]).slice(2)).toEqual([
      '   0  (no field)      01        01',
      '   1  (past the end)  02        (nothing)',
      '                      ^^        ^^',
    ]);
  });

  it('leaves out what is far from the first difference', () => {
    const expected = new Array<number>(200).fill(0);
    const received = expected.with(100, 1);
    const lines = compare(expected, received, [{ start: 0, length: 200, path: 'data', type: 'buffer' }]);
    expect(lines[1]).toBe('… 64 bytes before, all equal');
    expect(lines.at(-1)).toBe('… 32 bytes behind');
    expect(lines.find((line) => line.includes('00 00 00 00 01'))).toMatch(/^ {2}96 {2}data buffer/);
  });

  it('has nothing to mark when all bytes are equal', () => {
    expect(compare([1], [1])).toEqual(['received and expected are the same 1 byte']);
  });

  it('paints only the rows that differ', () => {
    const painted = sideBySide(
      { kind: 'bytes', expected: new Uint8Array(16), received: new Uint8Array(16).fill(1, 8), spans: [] },
      createColors(true),
    ).split('\n');
    expect(painted[2]).not.toContain('\u001b[31m');
    expect(painted[3]).toContain('\u001b[31m01 01 01 01 01 01 01 01');
  });
});
