import type { RunFinding } from '../../campaign/causes/run-finding.ts';
import type { CampaignResult } from '../../campaign/result.ts';
import { rules } from '../../spec/rules/rules.ts';
import type { Colors } from './colors.ts';
import { truncate } from './truncate.ts';
import { indent, plural } from './words.ts';

/** Findings that are listed. */
const MOST = 12;

/** The findings of a run, two lines each; nothing without any. */
export function findingsList({ findings }: CampaignResult, colors: Colors): string[] {
  if (findings.length === 0) return [];
  const left = findings.length - MOST;
  return [
    [
      colors.red(colors.bold(plural(findings.length, 'finding'))),
      ...findings.slice(0, MOST).map((finding, i) => indent(`${i + 1}. ${lineOf(finding, colors)}`)),
      ...(left > 0 ? [colors.dim(indent(`… ${plural(left, 'more finding')}`))] : []),
    ].join('\n'),
  ];
}

function lineOf({ failure: { violation, repeats }, laws, lookAlikes }: RunFinding, colors: Colors): string {
  const { rule, verdict, law, summary } = violation;
  const level = rules.find(({ id }) => id === rule)?.level ?? 'must';
  const what = verdict === 'nonconform' ? `${rule} (${level})` : verdict;
  const [bug] = lookAlikes;
  const others = laws.length - 1;
  const shown = `${law}${others > 0 ? ` and ${plural(others, 'other law')}` : ''}`;
  const shaky = repeats === null ? '' : colors.yellow(', not reproducible');
  return `${colors.bold(what)}, shown by ${shown}${shaky}\n   ${truncate(summary)}${bug === undefined ? '' : `\n   ${colors.cyan('like this bug:')} ${bug.breaks}`}`;
}
