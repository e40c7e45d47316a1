import type { Level } from '../spec/rules/rules.ts';
import { isJudgedAt } from './level.ts';
import type { FailingLaw } from './causes/investigator.ts';
import type { Failure, FailureGroup, LawResult } from './result.ts';
import type { Group, Tally } from './tally.ts';

/** The laws that are broken, and the groups of violations that break them. */
export function failingLaws(tallies: readonly Tally[], level: Level): FailingLaw[] {
  return tallies.flatMap((tally) => {
    const [first, ...others] = inOrder(tally).filter((group) => isFresh(group) && decides(group, level));
    return first === undefined ? [] : [{ law: tally.law, groups: [first, ...others] }];
  });
}

/** Sorts what a law's cases came to: failing, known to fail, out of level. */
export function lawResultOf(tally: Tally, level: Level, failure: Failure | null): LawResult {
  const { law, verdicts, skipped, tooLarge } = tally;
  const groups = inOrder(tally);
  const fresh = groups.filter(isFresh);
  return {
    law,
    verdicts,
    skipped,
    tooLarge,
    failure,
    failing: fresh.filter((group) => decides(group, level)).map(told),
    known: groups
      .filter((group) => !isFresh(group))
      .map((group) => ({ ...told(group), lines: group.known.map(({ line }) => line) })),
    outOfLevel: fresh.filter((group) => !decides(group, level)).map(told),
  };
}

/** Groups stand in the order in which answers came; runs tell the same in any. */
function inOrder({ groups }: Tally): Group[] {
  return [...groups.values()].sort((a, b) => a.first.run - b.first.run);
}

function isFresh({ known }: Group): boolean {
  return known.length === 0;
}

/** Whatever rule it is about, an engine that breaks down is wrong at every level. */
export function decides({ rule, verdict }: Pick<Group, 'rule' | 'verdict'>, level: Level): boolean {
  return verdict !== 'nonconform' || isJudgedAt(level, rule);
}

function told({ rule, verdict, cases, first }: Group): FailureGroup {
  return { rule, verdict, cases, run: first.run };
}
