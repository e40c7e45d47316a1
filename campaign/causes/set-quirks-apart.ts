import { rules, type Level, type RuleId } from '../../spec/rules/rules.ts';
import { isJudgedAt } from '../level.ts';
import { failingLaws } from '../law-result.ts';
import { addGroup, MOST_KEPT, type Group, type Tally } from '../tally.ts';
import type { Investigator } from './investigator.ts';

const allRules = rules.map(({ id }) => id);

/**
 * Gives a few violations that seem to decide the rule that they are about, where that decides nothing: the
 * engine has broken a rule above its level in other cases, and by each of these does just what
 * one does that breaks no other. Which rule such a case breaks cannot always be seen from it:
 * behind a subsection whose version is read otherwise, everything is another. Many cases are
 * never set apart: one of them could have another cause.
 */
export async function setQuirksApart(
  tallies: readonly Tally[],
  level: Level,
  ask: Pick<Investigator, 'explained'>,
): Promise<void> {
  const shown = lesserRules(tallies, level);
  if (shown.size === 0) return;
  for (const { law, groups } of failingLaws(tallies, level))
    for (const group of groups) {
      if (group.verdict !== 'nonconform' || group.cases > MOST_KEPT) continue;
      const rule = await ask.explained(law, group.kept, shown);
      const tally = tallies.find((each) => each.law === law);
      if (rule !== null && tally !== undefined) moveGroup(tally.groups, group, rule);
    }
}

/** Rules that the engine breaks, and that do not decide at this level. */
function lesserRules(tallies: readonly Tally[], level: Level): ReadonlySet<RuleId> {
  const broken = new Set(tallies.flatMap(({ groups }) => [...groups.values()].map(({ rule }) => rule)));
  return new Set(allRules.filter((rule) => broken.has(rule) && !isJudgedAt(level, rule)));
}

function moveGroup(groups: Map<string, Group>, group: Group, rule: RuleId): void {
  for (const [key, each] of groups) if (each === group) groups.delete(key);
  const { run, violation } = group.first;
  addGroup(groups, { ...group, rule, first: { run, violation: { ...violation, rule } } });
}
