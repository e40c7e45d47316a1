import type { Law } from '../../spec/law.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import type { Group } from '../tally.ts';
import type { FailingLaw } from './investigator.ts';

/** Further rules, beyond the first of each law, that are looked into: most are other words for the same cause. */
const MOST_FURTHER = 8;

/** One group of each rule and verdict that no law has in its first group. */
export function furtherGroups(failing: readonly FailingLaw[]): { readonly law: Law; readonly group: Group }[] {
  const seen = new Set(failing.map(({ groups: [first] }) => kindOf(first)));
  const found: { readonly law: Law; readonly group: Group }[] = [];
  for (const { law, groups } of failing)
    for (const group of groups) {
      if (seen.has(kindOf(group))) continue;
      seen.add(kindOf(group));
      found.push({ law, group });
    }
  return found.slice(0, MOST_FURTHER);
}

export function kindOf({ rule, verdict }: Pick<Group, 'rule' | 'verdict'>): string {
  // A breakdown breaks whatever is asked: it is one cause, whichever rule the case was about.
  return verdict === 'nonconform' ? rule : verdict;
}

/** Failing cases that the laws hold to each rule, before any is shrunk. */
export function casesByRule(failing: readonly FailingLaw[]): ReadonlyMap<RuleId, number> {
  const found = new Map<RuleId, number>();
  for (const { groups } of failing)
    for (const { rule, cases } of groups) found.set(rule, (found.get(rule) ?? 0) + cases);
  return found;
}
