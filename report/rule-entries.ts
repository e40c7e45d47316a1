import type { RuleCoverage } from '../campaign/coverage/rule-coverage.ts';
import { allLaws } from '../spec/laws/index.ts';
import { rules, type Rule } from '../spec/rules/rules.ts';

/** Summary of the last check. */
export interface LastCheck {
  /** Name and version. */
  readonly engine: string;
  readonly dialect: string;
  readonly seed: number;
  /** When it was stored, as in ISO 8601; null: not known, as of the output of `check --json`. */
  readonly time: string | null;
  readonly ruleCoverage: RuleCoverage;
}

/** A rule, the laws that check it, and how many cases tested it. */
export interface RuleEntry {
  readonly rule: Rule;
  /** Ids of the laws that check it. */
  readonly laws: readonly string[];
  /** Cases of the last check that tested it; null without a last check, or if its dialect does not have the rule. */
  readonly testedCases: number | null;
}

/** An entry for every rule, in their order. */
export function ruleEntries(last: LastCheck | null): RuleEntry[] {
  return rules.map((rule) => ({
    rule,
    laws: allLaws.filter((law) => law.rules.includes(rule.id)).map(({ id }) => id),
    testedCases:
      last !== null && rule.dialects.some((dialect) => dialect === last.dialect)
        ? (last.ruleCoverage.rules[rule.id] ?? 0)
        : null,
  }));
}
