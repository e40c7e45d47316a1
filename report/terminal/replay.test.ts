import { describe, expect, it } from 'vitest';
import { bytesEvidence, sampleFailure, resultWith } from '../fixtures/result.ts';
import { replayLine } from './replay.ts';

const failure = sampleFailure(bytesEvidence);

describe('replayLine', () => {
  it('repeats the run that failed', () => {
    expect(replayLine({ engineFlags: ['--engine', 'qemu-11.1'], caseFile: null }, resultWith([]), failure)).toBe(
      'npx vmstate-conformance check --engine qemu-11.1 --dialect qemu-11.1 --seed -5 --run 41 --law save/bytes',
    );
  });

  it('repeats a case file, and quotes for the shell', () => {
    const source = { engineFlags: ['--engine-cmd', "./it's mine"], caseFile: 'a b.json' };
    expect(replayLine(source, resultWith([]), failure)).toBe(
      String.raw`npx vmstate-conformance check --engine-cmd './it'\''s mine' --dialect qemu-11.1 --case 'a b.json' --law save/bytes`,
    );
  });
});
