import type { Exercise } from '../campaign/coverage/rule-coverage.ts';
import { laws } from '../spec/laws/index.ts';
import { rules, type Rule } from '../spec/rules/rules.ts';

/** Summary of the last check. */
export interface LastCheck {
  /** Name and version. */
  readonly engine: string;
  readonly dialect: string;
  readonly seed: number;
  readonly exercise: Exercise;
}

/** A rule, the laws that check it, and how many cases tested it. */
export interface RuleEntry {
  readonly rule: Rule;
  /** Ids of the laws that check it. */
  readonly laws: readonly string[];
  /** Cases of the last check that tested it; null without a last check, or if its dialect does not have the rule. */
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
