import { describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../campaign/result.ts';
import { bytesEvidence, sampleFailure, resultWith } from '../fixtures/result.ts';
import { replayLine } from './replay.ts';

const failure = sampleFailure(bytesEvidence);

describe('replayLine', () => {
  it('repeats the run that failed', () => {
    expect(replayLine({ engineFlags: ['--engine', 'qemu-11.1'] }, resultWith([]), failure)).toBe(
      'npx vmstate-conformance check --engine qemu-11.1 --dialect qemu-11.1 --seed -5 --run 41 --law save/bytes',
    );
  });

  it('repeats a level that is not the default of the engine', () => {
    const line = (engine: string, level: 'must' | 'quirk'): string =>
      replayLine({ engineFlags: ['--engine', engine] }, resultWith([], { level }), failure);
    expect(line('qemu-11.1', 'must')).toContain(' --level must ');
    expect(line('qemu-11.1', 'quirk')).not.toContain('--level');
    expect(line('reference', 'must')).not.toContain('--level');
    expect(line('reference', 'quirk')).toContain(' --level quirk ');
  });

  it('repeats a case file, and quotes for the shell', () => {
    const source = { engineFlags: ['--engine-cmd', "./it's mine"] };
    const result: CampaignResult = { ...resultWith([]), kind: 'given', from: 'a b.json' };
    expect(replayLine(source, result, failure)).toBe(
      String.raw`npx vmstate-conformance check --engine-cmd './it'\''s mine' --dialect qemu-11.1 --case 'a b.json' --level quirk --law save/bytes`,
    );
  });
});
