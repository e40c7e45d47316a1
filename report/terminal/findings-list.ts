import type { RunFinding } from '../../campaign/causes/run-finding.ts';
import type { CampaignResult } from '../../campaign/result.ts';
import { rules } from '../../spec/rules/rules.ts';
import type { Colors } from './colors.ts';
import { truncate } from './truncate.ts';
import { indent, plural } from './words.ts';

/** Findings that are listed. */
const MOST = 12;

/** The findings of a run in a few lines each; nothing without any. */
export function findingsList(result: CampaignResult, colors: Colors): string[] {
  const { findings } = result;
  if (findings.length === 0) return [];
  const left = findings.length - MOST;
  return [
    [
      colors.red(colors.bold(plural(findings.length, 'finding'))),
      ...findings.slice(0, MOST).map((finding, i) => indent(`${i + 1}. ${linesOf(finding, result, colors)}`)),
      ...(left > 0 ? [colors.dim(indent(`… ${plural(left, 'more finding')}`))] : []),
    ].join('\n'),
  ];
}

function linesOf(
  { failure: { run, violation, repeats }, laws, lookAlikes }: RunFinding,
  result: CampaignResult,
  colors: Colors,
): string {
  const { rule, verdict, law, summary } = violation;
  const level = rules.find(({ id }) => id === rule)?.level ?? 'must';
  const what = verdict === 'nonconform' ? `${rule} (${level})` : verdict;
  const [bug] = lookAlikes;
  const others = laws.length - 1;
  const shown = `${law}${others > 0 ? ` and ${plural(others, 'other law')}` : ''}`;
  const shaky = repeats === null ? '' : colors.yellow(', not reproducible');
  const again = result.kind === 'generated' ? `--seed ${result.seed} --run ${run} ` : '';
  return [
    `${colors.bold(what)}, shown by ${shown}${shaky}`,
    truncate(summary),
    ...(bug === undefined ? [] : [`${colors.cyan('like this bug:')} ${bug.breaks}`]),
    colors.dim(`alone: ${again}--law ${law}`),
  ].join('\n   ');
}
