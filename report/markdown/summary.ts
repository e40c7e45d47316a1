import { casesOf, type CampaignResult, type LawResult } from '../../campaign/result.ts';
import type { ReportContext } from '../context.ts';
import { fixedEntries, otherFailures, plainFailure, toldFindings, whySkipped, type ToldFinding } from '../finding.ts';
import { createColors } from '../terminal/colors.ts';
import { conclusion } from '../terminal/conclusion.ts';
import type { ReplaySource } from '../terminal/replay.ts';
import { escapeMarkdown } from './escape.ts';

/** Characters of one failure report; a job summary of GitHub holds 1 MiB. */
const LONGEST = 16_000;

/** A result as Markdown for a job summary: the verdict, a table of laws, and each finding to unfold. */
export function markdownReport(result: CampaignResult, { interrupted, source }: ReportContext): string {
  const parts = [
    `### ${escapeMarkdown(conclusion(result, interrupted, createColors(false)))}`,
    ...(result.kind === 'generated' ? [`Seed ${result.seed}, judged by ${result.dialect}.`] : []),
    ...list([
      ...otherFailures(result).map(({ id, text: of }) => `${id}: ${of}`),
      ...fixedEntries(result).map(
        ({ entry: { line, text: of } }) => `known-failing line ${line} no longer fails: ${of}`,
      ),
    ]),
    ...toldFindings(result).map((told) => details(result, told, source)),
    lawTable(result),
  ];
  return `${parts.join('\n\n')}\n`;
}

function list(items: readonly string[]): string[] {
  return items.length === 0 ? [] : [items.map((item) => `- ${escapeMarkdown(item)}`).join('\n')];
}

function details(result: CampaignResult, told: ToldFinding, source: ReplaySource): string {
  const { law, rule, verdict, summary } = told.failure.violation;
  const shown = plainFailure(result, told, source);
  const report = shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…\n(shortened)` : shown;
  return [
    `<details><summary>${escapeMarkdown(`${law}: ${verdict}: ${summary} (${rule})`)}</summary>`,
    fenced(report),
    '</details>',
  ].join('\n\n');
}

/** A code block with a fence that no line of it closes. */
function fenced(code: string): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${code}\n${fence}`;
}

function lawTable(result: CampaignResult): string {
  return [
    '| law | cases | verdict |',
    '| --- | ---: | --- |',
    ...result.laws.map((law) => `| ${law.law.id} | ${casesOf(law)} | ${escapeMarkdown(verdictText(law, result))} |`),
  ].join('\n');
}

function verdictText(law: LawResult, result: CampaignResult): string {
  if (law.failure !== null) return law.failure.violation.verdict;
  if (law.known.length > 0) return 'known failures';
  if (law.outOfLevel.length > 0) return `passes at level ${result.level}`;
  const why = whySkipped(law, result);
  return why === null ? 'conforms' : `not judged: ${why}`;
}
