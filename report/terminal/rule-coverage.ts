import { untestedRules } from '../../campaign/coverage/rule-coverage.ts';
import type { CampaignResult } from '../../campaign/result.ts';
import type { Colors } from './colors.ts';
import { plural, wrapItems } from './words.ts';

const WIDTH = 88;

/** How many cases tested each rule, and which rules none tested; empty for a given case. */
export function ruleCoverageText(result: CampaignResult, colors: Colors): string[] {
  if (result.kind === 'given' || result.ruleCoverage.cases === 0) return [];
  const { ruleCoverage, dialect } = result;
  const counts = Object.entries(ruleCoverage.rules).map(([id, n]) => `${short(id)} ${n}`);
  const never = untestedRules(result, dialect).map(short);
  return [
    [
      `cases that tested each rule ${colors.dim(`(${plural(ruleCoverage.cases, 'case')} counted)`)}`,
      ...wrapItems(counts, WIDTH).map((line) => `  ${line}`),
      ...(never.length === 0 ? [] : [`  ${colors.yellow('never:')} ${wrapItems(never, WIDTH).join('\n    ')}`]),
    ].join('\n'),
  ];
}

function short(id: string): string {
  return id.replace(/^VMS-/, '');
}
