import { allLaws } from '../../spec/laws/index.ts';
import { rules, type Rule } from '../../spec/rules/rules.ts';
import type { GroupDocument, LawDocument, ResultDocument } from '../json/document.ts';
import type { PageRule, RuleCell } from './data.ts';

/** Every rule of the dialects of the results, with a cell for each. */
export function ruleRows(results: readonly ResultDocument[]): PageRule[] {
  const counted = results.map(countsOf);
  return rules
    .filter(({ dialects }) => results.some(({ dialect }) => dialects.some((each) => each === dialect)))
    .toSorted((a, b) => numberOf(a) - numberOf(b))
    .map((rule) => ({
      id: rule.id,
      area: /^VMS-(.*)-\d+$/.exec(rule.id)?.[1] ?? rule.id,
      level: rule.level,
      statement: rule.statement,
      source: rule.source,
      laws: allLaws.filter((law) => law.rules.includes(rule.id)).map(({ id }) => id),
      cells: results.map((result, i) => cellOf(rule, result, counted[i] ?? new Map())),
    }));
}

/** The areas stay in the order in which they come first; in each the rules are in the order of their numbers. */
function numberOf({ id }: Rule): number {
  return Number(/\d+$/.exec(id)?.[0]);
}

interface Violations {
  failing: number;
  known: number;
  ignored: number;
}

/** Violations by rule. A rule is broken by what its failure was shrunk to, too. */
function countsOf({ laws }: ResultDocument): Map<string, Violations> {
  const counts = new Map<string, Violations>();
  const add = (what: keyof Violations, rule: string, n: number): void => {
    const count = counts.get(rule) ?? { failing: 0, known: 0, ignored: 0 };
    count[what] += n;
    counts.set(rule, count);
  };
  const addAll = (what: keyof Violations, groups: readonly GroupDocument[]): void => {
    for (const { rule, cases } of groups) add(what, rule, cases);
  };
  for (const { failing, known, outOfLevel, failure } of laws) {
    addAll('failing', failing);
    addAll('known', known);
    addAll('ignored', outOfLevel);
    if (failure !== null && !namedIn(failing, failure)) add('failing', failure.violation.rule, 1);
  }
  return counts;
}

function namedIn(groups: readonly GroupDocument[], { violation }: NonNullable<LawDocument['failure']>): boolean {
  return groups.some(({ rule }) => rule === violation.rule);
}

function cellOf(rule: Rule, result: ResultDocument, counts: ReadonlyMap<string, Violations>): RuleCell {
  const { failing = 0, known = 0, ignored = 0 } = counts.get(rule.id) ?? {};
  const { ruleCoverage } = result;
  const tested = ruleCoverage === undefined ? null : (ruleCoverage.rules[rule.id] ?? 0);
  const violations = failing + known + ignored;
  if (failing > 0) return { state: 'fails', tested, violations };
  if (known > 0) return { state: 'known', tested, violations };
  if (ignored > 0) return { state: 'ignored', tested, violations };
  if (!rule.dialects.some((each) => each === result.dialect)) return { state: 'absent', tested: null, violations };
  return { state: tested === null || tested === 0 ? 'untested' : 'passes', tested, violations };
}
