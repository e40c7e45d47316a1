import { ruleEntries, type LastCheck } from '../rule-entries.ts';

/** The rules as one JSON document. */
export function rulesJson(last: LastCheck | null): string {
  const check =
    last === null
      ? null
      : {
          engine: last.engine,
          dialect: last.dialect,
          seed: last.seed,
          time: last.time,
          cases: last.ruleCoverage.cases,
        };
  const rules = ruleEntries(last).map(({ rule, laws, testedCases }) => ({ ...rule, laws, testedCases }));
  return `${JSON.stringify({ last: check, rules }, null, 2)}\n`;
}
