import type { CampaignResult, Failure, LawResult } from '../../campaign/result.ts';
import { layoutSource } from '../../generators/layout/layout.ts';
import { rules } from '../../spec/rules.ts';
import type { Evidence } from '../../spec/violation.ts';
import { abiName } from '../../vmstate/abi.ts';
import type { Case } from '../../vmstate/case.ts';
import { descriptionTable } from './description-table.ts';
import { evidenceText } from './evidence.ts';
import { modelText } from './model-text.ts';
import type { Paint } from './paint.ts';
import { replayLine, type ReplaySource } from './replay.ts';
import { indent, plural, wrapItems } from './words.ts';

/** What a lesson is told with. */
export interface FailureContext {
  readonly paint: Paint;
  readonly source: ReplaySource;
  /** The law under which the very same case has been shown already; null: none. */
  readonly shownUnder: string | null;
}

/** A failure as a lesson: what is broken, by which device, where it shows, and how to see it again. */
export function failureText(
  result: CampaignResult,
  { law }: LawResult,
  failure: Failure,
  { paint, source, shownUnder }: FailureContext,
): string {
  const { smallest, violation } = failure;
  const where = source.caseFile === null ? `run ${failure.run}, ${plural(failure.shrinks, 'shrink')}` : source.caseFile;
  return [
    `${paint.red(paint.bold(`${law.id}: ${violation.verdict}`))} ${paint.dim(`(${where})`)}`,
    indent(paint.bold(violation.summary)),
    ...section('The rule', ruleText(violation.rule), paint),
    ...(shownUnder === null ? deviceText(smallest, paint) : section('The device', `the one under ${shownUnder}`, paint)),
    ...section(evidenceTitle(violation.evidence), evidenceText(violation.evidence, paint), paint),
    ...section('Again', replayLine(source, result, failure), paint),
  ].join('\n');
}

function deviceText(smallest: Case, paint: Paint): string[] {
  const host = abiName(smallest.abi);
  return [
    ...section(`The smallest device that shows it, on a ${host} host`, modelText(smallest.model), paint),
    ...section('Its description', descriptionTable(layoutSource(smallest).plan.description, paint), paint),
  ];
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
