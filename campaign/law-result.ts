import type { Level } from '../spec/rules/rules.ts';
import { isJudgedAt } from './level.ts';
import type { Failure, FailureGroup, LawResult } from './result.ts';
import type { Group, Tally } from './tally.ts';

/** The first violation that counts, for shrinking. */
export type First = Group['first'];

/** Sorts what a law's cases came to: failing, known to fail, out of level; and has the first failure shrunk. */
export async function lawResultOf(
  tally: Tally,
  level: Level,
  shrink: (first: First) => Promise<Failure>,
): Promise<LawResult> {
  const { law, verdicts, skipped } = tally;
  // Groups stand in the order in which answers came; runs tell the same in any.
  const groups = [...tally.groups.values()].sort((a, b) => a.first.run - b.first.run);
  const fresh = groups.filter(({ known }) => known.length === 0);
  const failing = fresh.filter((group) => decides(group, level));
  const [first] = failing;
  return {
    law,
    verdicts,
    skipped,
    failure: first === undefined ? null : await shrink(first.first),
    failing: failing.map(told),
    known: groups
      .filter(({ known }) => known.length > 0)
      .map((group) => ({ ...told(group), lines: group.known.map(({ line }) => line) })),
    outOfLevel: fresh.filter((group) => !decides(group, level)).map(told),
  };
}

/** Whatever rule it is about, an engine that breaks down is wrong at every level. */
function decides({ rule, verdict }: Group, level: Level): boolean {
  return verdict !== 'nonconform' || isJudgedAt(level, rule);
}

function told({ rule, verdict, cases, first }: Group): FailureGroup {
  return { rule, verdict, cases, run: first.run };
}
