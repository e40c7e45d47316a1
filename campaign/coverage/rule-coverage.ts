import { isViolation, type Law, type LawOutcome } from '../../spec/law.ts';
import { rules as allRules, type RuleId } from '../../spec/rules/rules.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { addTraitsOf, traitRules } from './rule-traits.ts';

/** How often the rules were tested: by a law that checks the rule, in a case to which it applies. */
export interface RuleCoverage {
  /** Counted cases: every `SAMPLED`-th. */
  readonly cases: number;
  /** Of these, the number of cases that tested each rule; untested rules are absent. */
  readonly rules: Readonly<Partial<Record<RuleId, number>>>;
}

/** A power of two: what a law judges only now and then is then looked at as often. */
const SAMPLED = 8;

/** Counts while a campaign runs. */
export interface RuleCoverageTally {
  readonly laws: readonly Law[];
  cases: number;
  readonly counts: Map<RuleId, number>;
}

export function emptyRuleCoverage(laws: readonly Law[]): RuleCoverageTally {
  return { laws, cases: 0, counts: new Map() };
}

/** Adds what another tally of the same laws says. */
export function addRuleCoverage(
  tally: RuleCoverageTally,
  { cases, counts }: Pick<RuleCoverageTally, 'cases' | 'counts'>,
): void {
  tally.cases += cases;
  for (const [rule, n] of counts) tally.counts.set(rule, (tally.counts.get(rule) ?? 0) + n);
}

/** Whether a run is looked at. */
export function isSampled(run: number): boolean {
  return run % SAMPLED === 0;
}

/** Rules that a law judged in one case: filled as outcomes come in. */
export type JudgedRules = Set<RuleId>;

/** Notes that a law judged the case. */
export function noteOutcome({ laws }: RuleCoverageTally, judged: JudgedRules, law: number, outcome: LawOutcome): void {
  if (outcome !== null && (!isViolation(outcome) || outcome.verdict === 'unsupported')) return;
  for (const rule of laws[law]?.rules ?? []) judged.add(rule);
}

/** Counts one case, all of its outcomes being noted. */
export function countRuleCoverage(tally: RuleCoverageTally, of: Case, judged: JudgedRules): void {
  tally.cases++;
  for (const rule of testedRules(of, judged)) tally.counts.set(rule, (tally.counts.get(rule) ?? 0) + 1);
}

/** Of the rules that laws judged in a case, those that the case is about. */
export function testedRules(of: Case, judged: Iterable<RuleId>): RuleId[] {
  const traits = new Set<RuleId>();
  addTraitsOf(of, traits);
  return [...judged].filter((rule) => !traitRules.has(rule) || traits.has(rule));
}

/** The counts in the order of the rules. */
export function ruleCoverageOf({ cases, counts }: RuleCoverageTally): RuleCoverage {
  const rules: Partial<Record<RuleId, number>> = {};
  for (const { id } of allRules) {
    const n = counts.get(id);
    if (n !== undefined) rules[id] = n;
  }
  return { cases, rules };
}

/** Rules of a dialect that a run never put to the test: no law checks them, or no case was about them. */
export function untestedRules({ ruleCoverage }: { readonly ruleCoverage: RuleCoverage }, dialect: Dialect): RuleId[] {
  return allRules
    .filter(({ id, dialects }) => dialects.includes(dialect) && (ruleCoverage.rules[id] ?? 0) === 0)
    .map(({ id }) => id);
}
