import { describe, expect, it } from 'vitest';
import { evidenceText } from './evidence.ts';
import { createColors } from './colors.ts';

const plain = createColors(false);

describe('evidenceText', () => {
  it('says which number of which field is wrong', () => {
    const evidence = { kind: 'number', path: 'regs[1].ctl', what: 'element size', expected: 8, received: 4 } as const;
    expect(evidenceText(evidence, plain)).toBe('element size of regs[1].ctl\nreceived  4\nexpected  8');
    expect(evidenceText({ ...evidence, path: '', what: 'bytes taken' }, plain)).toMatch(/^bytes taken\n/);
  });

  it('keeps the lines of an answer together', () => {
    const evidence = { kind: 'answer', expected: 'ok', received: 'crashed: signal SIGSEGV\nlast words' } as const;
    expect(evidenceText(evidence, plain)).toBe('received  crashed: signal SIGSEGV\n          last words\nexpected  ok');
  });

  it('names the field that owns memory, if there is one', () => {
    const differences = [
      { block: 0, offset: 3, path: null, expected: Uint8Array.of(1, 2), received: Uint8Array.of(3, 4) },
      { block: 2, offset: 30, path: 'regs[2]', expected: new Uint8Array(17), received: new Uint8Array(0) },
    ];
    expect(evidenceText({ kind: 'memory', differences }, plain).split('\n')).toEqual([
      'block           offset  member      received   expected',
      '0 (the device)       3  (no field)  03 04      01 02',
      '2                   30  regs[2]     (nothing)  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 …',
    ]);
    const pointer = { received: 'block 4 + 8', expected: 'block 3 + 0' };
    const told = differences.map((each) => ({ ...each, pointer }));
    expect(evidenceText({ kind: 'memory', differences: told }, plain)).toMatch(
      /\(no field\) {2}block 4 \+ 8 {2}block 3 \+ 0$/m,
    );
  });

  it('shows a vmdesc entry by entry', () => {
    const differences = [
      { entry: 'fields[0]', received: 'name "a", size 2', expected: 'name "a", size 1' },
      { entry: 'fields[1]', received: null, expected: 'name "b"' },
    ];
    expect(evidenceText({ kind: 'entries', differences }, plain)).toBe(
      'fields[0]\n  received  name "a", size 2\n  expected  name "a", size 1\nfields[1]\n  received  (nothing)\n  expected  name "b"',
    );
  });

  it('does not drown the reader in memory', () => {
    const one = { block: 0, offset: 0, path: null, expected: Uint8Array.of(1), received: Uint8Array.of(2) };
    const text = evidenceText({ kind: 'memory', differences: Array.from({ length: 14 }, () => one) }, plain);
    expect(text.split('\n')).toHaveLength(14);
    expect(text).toMatch(/… 2 more differences$/);
  });
});
