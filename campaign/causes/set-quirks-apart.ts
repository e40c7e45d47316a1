import type { Level, RuleId } from '../../spec/rules/rules.ts';
import { isJudgedAt } from '../level.ts';
import { failingLaws } from '../law-result.ts';
import { addGroup, MOST_KEPT, type Group, type Tally } from '../tally.ts';
import type { Investigator } from './investigator.ts';

/**
 * Counts violations that a quirk explains under the rule of that quirk, which does not decide at this level.
 * Which rule a case breaks cannot always be seen from it alone: behind a subsection whose version is
 * read otherwise, everything differs. A known bug that breaks only lower rules explains a group if the engine has broken
 * those rules in other cases, and answers each case of the group as an engine with that bug does.
 * A large group always decides: one of its cases could have another cause.
 */
export async function setQuirksApart(
  tallies: readonly Tally[],
  level: Level,
  ask: Pick<Investigator, 'explained'>,
): Promise<void> {
  const lesser = lesserGroups(tallies, level);
  if (lesser.length === 0) return;
  for (const { law, groups } of failingLaws(tallies, level))
    for (const group of groups) {
      if (group.verdict !== 'nonconform' || group.cases > MOST_KEPT) continue;
      const rule = await ask.explained(law, group.kept, rulesElsewhere(lesser, group.kept));
      const tally = tallies.find((each) => each.law === law);
      if (rule !== null && tally !== undefined) moveGroup(tally.groups, group, rule);
    }
}

/** What breaks rules that do not decide at this level. */
function lesserGroups(tallies: readonly Tally[], level: Level): Group[] {
  return tallies.flatMap(({ groups }) => [...groups.values()].filter(({ rule }) => !isJudgedAt(level, rule)));
}

/** The rules that are broken in other cases than these. */
function rulesElsewhere(groups: readonly Group[], runs: readonly number[]): ReadonlySet<RuleId> {
  return new Set(groups.filter(({ kept }) => kept.some((run) => !runs.includes(run))).map(({ rule }) => rule));
}

function moveGroup(groups: Map<string, Group>, group: Group, rule: RuleId): void {
  for (const [key, each] of groups) if (each === group) groups.delete(key);
  const { run, violation } = group.first;
  addGroup(groups, { ...group, rule, first: { run, violation: { ...violation, rule } } });
}
