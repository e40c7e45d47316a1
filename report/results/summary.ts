import type { ResultDocument } from '../json/document.ts';
import type { Outline } from '../outline/outline.ts';
import { measuresOf } from './measures.ts';

/** Results in short: the verdict, the findings, and how to bring each about again. */
export function summaryOutline(results: readonly ResultDocument[]): Outline {
  const [only] = results;
  return {
    title: results.length === 1 && only !== undefined ? only.conclusion : `${results.length} results`,
    sections: results.map(({ conclusion, findings, ...rest }) => ({
      title: results.length === 1 ? 'Findings' : conclusion,
      text:
        findings.length === 0
          ? `No finding; ${measuresOf({ conclusion, findings, ...rest }).rulesTested} rules were tested.`
          : '',
      columns: ['law', 'rule', 'verdict', 'summary', 'case'],
      rows: findings.map(({ failure: { violation, smallestId } }) => [
        violation.law,
        violation.rule,
        violation.verdict,
        violation.summary,
        smallestId,
      ]),
    })),
  };
}
