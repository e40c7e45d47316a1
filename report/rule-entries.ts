import type { Exercise } from '../campaign/coverage/rule-coverage.ts';
import { laws } from '../spec/laws/index.ts';
import { rules, type Rule } from '../spec/rules/rules.ts';

/** What is known of the last check. */
export interface LastCheck {
  /** Name and version. */
  readonly engine: string;
  readonly dialect: string;
  readonly seed: number;
  readonly exercise: Exercise;
}

/** A rule, who checks it, and how often that happened. */
export interface RuleEntry {
  readonly rule: Rule;
  /** Ids of the laws that check it. */
  readonly laws: readonly string[];
  /** Cases of the last check that put it to the test; null without one, or where its dialect does not have the rule. */
  readonly exercised: number | null;
}

/** An entry for every rule, in their order. */
export function ruleEntries(last: LastCheck | null): RuleEntry[] {
  return rules.map((rule) => ({
    rule,
    laws: laws.filter((law) => law.rules.includes(rule.id)).map(({ id }) => id),
    exercised:
      last !== null && rule.dialects.some((dialect) => dialect === last.dialect)
        ? (last.exercise.rules[rule.id] ?? 0)
        : null,
  }));
}
