import type { CampaignResult, Failure, LawResult } from '../../campaign/result.ts';
import { layoutSource } from '../../generators/layout/layout.ts';
import { rules } from '../../spec/rules.ts';
import type { Evidence } from '../../spec/violation.ts';
import { abiName } from '../../vmstate/abi.ts';
import { descriptionTable } from './description-table.ts';
import { evidenceText } from './evidence.ts';
import { modelText } from './model-text.ts';
import type { Paint } from './paint.ts';
import { replayLine, type ReplaySource } from './replay.ts';
import { indent, plural, wrapItems } from './words.ts';

/** A failure as a lesson: what is broken, by which device, where it shows, and how to see it again. */
export function failureText(
  result: CampaignResult,
  { law }: LawResult,
  failure: Failure,
  paint: Paint,
  source: ReplaySource,
): string {
  const { smallest, violation } = failure;
  const where = source.caseFile === null ? `run ${failure.run}, ${plural(failure.shrinks, 'shrink')}` : source.caseFile;
  return [
    `${paint.red(paint.bold(`${law.id}: ${violation.verdict}`))} ${paint.dim(`(${where})`)}`,
    indent(paint.bold(violation.summary)),
    ...section('The rule', ruleText(violation.rule), paint),
    ...section(`The smallest device that shows it, on a ${abiName(smallest.abi)} host`, modelText(smallest.model), paint),
    ...section('Its description', descriptionTable(layoutSource(smallest).plan.description, paint), paint),
    ...section(evidenceTitle(violation.evidence), evidenceText(violation.evidence, paint), paint),
    ...section('Again', replayLine(source, result, failure), paint),
  ].join('\n');
}

function section(title: string, text: string, paint: Paint): string[] {
  return ['', indent(paint.cyan(title)), indent(text, 4)];
}

function evidenceTitle(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'bytes':
      return 'The bytes';
    case 'memory':
      return 'The memory afterwards';
    case 'number':
      return 'The number';
    case 'answer':
      return 'The answer';
  }
}

function ruleText(id: string): string {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) return id;
  const statement = `${rule.id} (${rule.level}) ${rule.statement}`;
  return [...wrapItems(statement.split(' '), 100, ' '), `QEMU: ${rule.source}`].join('\n');
}
