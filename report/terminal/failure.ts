import { caseId } from '../../vmstate/case/case-id.ts';
import type { CampaignResult, Failure, FailureGroup, LawResult, LoadShown } from '../../campaign/result.ts';
import type { Hello } from '../../engine/engine.ts';
import { rules } from '../../spec/rules/rules.ts';
import type { Evidence } from '../../spec/violation.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { descriptionTable } from './description-table.ts';
import { elide } from './elide.ts';
import { evidenceText } from './evidence.ts';
import { beforeText, streamText } from './load-text.ts';
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
  { law, failing }: LawResult,
  failure: Failure,
  { paint, source, shownUnder }: FailureContext,
): string {
  const { smallest, violation } = failure;
  const where =
    source.caseFile === null
      ? `run ${failure.run}, ${shrunkText(failure)}`
      : `${source.caseFile}, case ${caseId(smallest)}`;
  return [
    `${paint.red(paint.bold(`${law.id}: ${violation.verdict}`))} ${paint.dim(`(${where})`)}`,
    indent(paint.bold(elide(violation.summary))),
    // An engine that breaks down breaks no rule in particular.
    ...section(
      violation.verdict === 'nonconform' ? 'The rule' : 'The rule that the case is about',
      ruleText(violation.rule),
      paint,
    ),
    ...(tellsMore(failing, violation.rule)
      ? section('Rules that cases named before shrinking', groupsText(failing), paint)
      : []),
    ...(shownUnder === null ? deviceText(failure, paint) : section('The device', `the one under ${shownUnder}`, paint)),
    ...loadSections(failure.load, result.engine.view, paint),
    ...section(evidenceTitle(violation.evidence), evidenceText(violation.evidence, paint), paint),
    ...othersSection(failing, violation.verdict, paint),
    ...section('Again', replayLine(source, result, failure), paint),
  ].join('\n');
}

/** A replayed run makes the original case; known-failing lists and logs may name either. */
function shrunkText({ original, smallest, shrinks }: Failure): string {
  const [from, to] = [caseId(original), caseId(smallest)];
  return `${plural(shrinks, 'shrink')}, case ${to}${from === to ? '' : ` from ${from}`}`;
}

/** One bug shows under the rules of whatever it breaks; the shrunk case names the one it is attributed to. */
function tellsMore(failing: readonly FailureGroup[], attributed: string): boolean {
  return failing.some(({ rule }) => rule !== attributed);
}

function groupsText(failing: readonly FailureGroup[]): string {
  const cases = new Map<string, number>();
  for (const group of failing) cases.set(group.rule, (cases.get(group.rule) ?? 0) + group.cases);
  return wrapItems(
    [...cases].map(([rule, n]) => `${rule} ${n}`),
    96,
  ).join('\n');
}

/** An engine that also breaks down, or also answers wrongly, has another bug. */
function othersSection(failing: readonly FailureGroup[], shown: FailureGroup['verdict'], paint: Paint): string[] {
  const firsts = new Map<string, { cases: number; readonly run: number }>();
  for (const { verdict, cases, run } of failing) {
    const first = firsts.get(verdict);
    if (first !== undefined) first.cases += cases;
    else if (verdict !== shown) firsts.set(verdict, { cases, run });
  }
  if (firsts.size === 0) return [];
  const lines = [...firsts].map(
    ([verdict, { cases, run }]) => `${plural(cases, 'case')} ${verdict}, the first in run ${run}`,
  );
  return section('This law ended otherwise, too', lines.join('\n'), paint);
}

function deviceText({ smallest, description }: Failure, paint: Paint): string[] {
  const host = abiName(smallest.abi);
  return [
    ...section(`The smallest device that shows it, on a ${host} host`, modelText(smallest.model), paint),
    ...section('Its description', descriptionTable(description, paint), paint),
  ];
}

function loadSections(load: LoadShown | null, view: Hello['view'], paint: Paint): string[] {
  if (load === null) return [];
  // Memory has noise wherever a load does not look before it writes.
  const held =
    view === 'values'
      ? 'What the destination held before'
      : 'What the load may go by in the destination (whatever else it held is noise)';
  const before = beforeText(load.before, paint);
  return [
    ...section('The stream that was loaded', streamText(load, paint), paint),
    ...(before === '' ? [] : section(held, before, paint)),
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
