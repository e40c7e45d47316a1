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

  it('repeats a level that is not the default of the engine', () => {
    const line = (engine: string, level: 'must' | 'quirk'): string =>
      replayLine({ engineFlags: ['--engine', engine], caseFile: null }, resultWith([], { level }), failure);
    expect(line('qemu-11.1', 'must')).toContain(' --level must ');
    expect(line('qemu-11.1', 'quirk')).not.toContain('--level');
    expect(line('reference', 'must')).not.toContain('--level');
    expect(line('reference', 'quirk')).toContain(' --level quirk ');
  });

  it('repeats a case file, and quotes for the shell', () => {
    const source = { engineFlags: ['--engine-cmd', "./it's mine"], caseFile: 'a b.json' };
    expect(replayLine(source, resultWith([]), failure)).toBe(
      String.raw`npx vmstate-conformance check --engine-cmd './it'\''s mine' --dialect qemu-11.1 --case 'a b.json' --level quirk --law save/bytes`,
    );
  });
});
