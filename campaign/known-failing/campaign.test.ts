import { describe, expect, it } from 'vitest';
import { faultyEngines } from '../../spec/faulty/registry.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { allLaws, lawsOfReleases, selectLaws } from '../../spec/laws/index.ts';
import { caseId } from '../../vmstate/case/case-id.ts';
import { conforms, passes, type CampaignResult } from '../result.ts';
import { runCampaign, type CampaignOptions } from '../run.ts';
import { valuesEngine } from '../values-engine.test-help.ts';
import { parseKnownFailing } from './parse.ts';
import { formatKnownFailing, updateKnown } from './update.ts';

const dialect = 'qemu-11.1';

async function judged(text: string, part: Partial<CampaignOptions> = {}): Promise<CampaignResult> {
  const faulty = faultyEngines.find(({ id }) => id === 'null-marker-zero');
  const known = parseKnownFailing(text, 'known.txt');
  if (faulty === undefined || 'problem' in known) throw new Error('the fixture is broken');
  return runCampaign({
    engine: faulty.create(dialect),
    dialect,
    seed: 1,
    runs: 60,
    laws: selectLaws(['save/bytes']),
    known,
    ...part,
  });
}

function outcomes({ knownFailing }: CampaignResult): string[] {
  return knownFailing?.entries.map(({ outcome }) => outcome) ?? [];
}

/** Enough cases to say that an entry no longer fails. */
const reference = { engine: createReferenceEngine({ dialect }), runs: 1000 };

describe('a known-failing list', () => {
  it('lets a run pass, and counts what it knows', async () => {
    const result = await judged('save/bytes | little-endian |');
    expect({ passes: passes(result), conforms: conforms(result), outcomes: outcomes(result) }).toEqual({
      passes: true,
      conforms: false,
      outcomes: ['fails'],
    });
    expect(result.knownFailing?.entries[0]?.violations).toBe(result.laws[0]?.verdicts.nonconform);
    expect(result.laws[0]).toMatchObject({ failure: null, failing: [] });
  });

  it('does not hide other failures', async () => {
    const result = await judged('law=save/bytes rule=VMS-WIRE-1 | little-endian |');
    expect(passes(result)).toBe(false);
    expect(result.laws[0]?.failing.map(({ rule }) => rule)).not.toContain('VMS-WIRE-1');
    expect(result.laws[0]?.failure?.violation.rule).not.toBe('VMS-WIRE-1');
  });

  it('fails a run in which an entry passes', async () => {
    const result = await judged('save/bytes | long mended |', reference);
    expect({ passes: passes(result), conforms: conforms(result), outcomes: outcomes(result) }).toEqual({
      passes: false,
      conforms: true,
      outcomes: ['passes'],
    });
  });

  it.each([
    ['an engine that sees memory', createReferenceEngine({ dialect })],
    ['one that sees values', valuesEngine(dialect)],
  ])('fails a run in which an entry of a rule alone passes: %s', async (_, engine) => {
    const text = 'VMS-NULL-1 | long mended |\nVMS-PROMISE-* | not in this run |';
    const result = await judged(text, { engine, runs: 1000, laws: lawsOfReleases });
    expect(outcomes(result)).toEqual(['passes', 'not-judged']);
  });

  it.each([
    ['interrupted', 'save/bytes | a |', { signal: AbortSignal.abort() }],
    ['few cases', 'save/bytes | a |', { runs: 999 }],
    ['one replayed case', 'save/bytes | a |', { runs: 1, firstRun: 7 }],
    ['laws left out', '* | a |', {}],
    ['laws left out that may name the rule', 'VMS-NULL-1 | a |', {}],
    ['a rule of another dialect', 'rule=VMS-COUNT-4 law=save/bytes | a |', {}],
    ['a case that never came', 'case:000000000000 | a |', {}],
  ])('claims no pass that it cannot know: %s', async (_, text, part) => {
    expect(outcomes(await judged(text, { ...reference, ...part }))).toEqual(['not-judged']);
  });

  it('knows single cases', async () => {
    const first = (await judged('# nothing')).laws[0]?.failure;
    if (first === undefined || first === null) throw new Error('the fixture does not fail');
    const text = `law=save/bytes case=${caseId(first.original).slice(0, 8)} | odd |`;
    const result = await judged(text);
    expect(result.knownFailing?.entries).toMatchObject([{ outcome: 'fails', violations: 1 }]);
    expect(result.laws[0]?.failure?.run).toBeGreaterThan(first.run);
    expect(outcomes(await judged(text, reference))).toEqual(['passes']);
  });

  it('is ambiguous when two lines know one violation', async () => {
    const { knownFailing } = await judged('save/* | a |\nVMS-* | b |');
    expect(knownFailing?.ambiguities[0]).toMatchObject({ law: 'save/bytes', lines: [1, 2] });
  });

  it('is brought up to date: sorted, comments kept, then it passes', async () => {
    const before =
      '# ours\r\n\r\nsave/measure | not in this run |\r\nlaw=save/bytes rule=VMS-WIRE-4 | mended |\r\n# last';
    const result = await judged(before, { runs: 1000 });
    if (result.knownFailing === null) throw new Error('there is a list');
    const { list, added, removed } = updateKnown(result.knownFailing, result.laws);
    expect(removed.map(({ line }) => line)).toEqual([4]);
    expect(added.length).toBeGreaterThan(0);
    const after = formatKnownFailing(list);
    expect(after).toMatch(
      /^# ours\r\n\r\nlaw=save\/bytes rule=VMS-\S+ \| TODO: why \|\r\n[^]*save\/measure \| not in this run \|\r\n# last\r\n$/,
    );
    expect(passes(await judged(after))).toBe(true);
  });
});

describe('a level', () => {
  it('counts violations of rules above it, and lets them pass', async () => {
    const faulty = faultyEngines.find(({ id }) => id === 'refusal-code-of-the-other-release');
    if (faulty === undefined) throw new Error('the fixture is broken');
    const options = {
      engine: faulty.create(dialect),
      runs: 300,
      laws: allLaws.filter(({ rules }) => rules.length === 1 && rules[0] === 'VMS-LOAD-3'),
    };
    const strict = await judged('', { ...options, level: 'quirk' });
    const lenient = await judged('', { ...options, engine: faulty.create(dialect), level: 'must' });
    expect(lenient.laws[0]).toMatchObject({ failure: null, failing: [], outOfLevel: strict.laws[0]?.failing });
    expect(strict.laws[0]?.failing).not.toEqual([]);
    expect([passes(strict), passes(lenient)]).toEqual([false, true]);
  });
});
