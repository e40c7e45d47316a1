import type { CaseExchange } from '../../vmstate/case/case-file.ts';
import { caseId } from '../../vmstate/case/case-id.ts';
import type { KnownBug } from '../../campaign/causes/known-bug.ts';
import type { CampaignResult, Failure, FailureGroup, LawResult, LoadShown } from '../../campaign/result.ts';
import type { Repeats } from '../../campaign/shrink.ts';
import type { Hello } from '../../engine/engine.ts';
import { rules } from '../../spec/rules/rules.ts';
import type { Evidence } from '../../spec/violation.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { descriptionTable } from './description-table.ts';
import { truncate } from './truncate.ts';
import { evidenceText } from './evidence.ts';
import { beforeText, streamText } from './load-text.ts';
import { modelText } from './model-text.ts';
import type { Colors } from './colors.ts';
import { exactLine, replayLine, type ReplaySource } from './replay.ts';
import { indent, plural, wrapItems } from './words.ts';

/** Bugs that are named of those that a failure looks like. */
const MOST_BUGS = 3;

/** Context of a failure's text. */
export interface FailureContext {
  readonly colors: Colors;
  readonly source: ReplaySource;
  /** The laws that show the same cause; the failure's own is among them. */
  readonly laws: readonly string[];
  /** The known bugs that may be its cause. */
  readonly lookAlikes?: readonly KnownBug[] | undefined;
  /** Also what the cases were about before they were shrunk. */
  readonly verbose?: boolean | undefined;
  /** Also what was sent and answered, if that was noted. */
  readonly showExchange?: boolean | undefined;
}

/** A failure report: the broken rule, the smallest device, the evidence, and the command that replays it. */
export function failureText(
  result: CampaignResult,
  { law, failing }: LawResult,
  failure: Failure,
  { colors, source, laws, lookAlikes = [], verbose = false, showExchange = false }: FailureContext,
): string {
  const { smallest, violation, steps, repeats } = failure;
  const where =
    result.kind === 'generated'
      ? `run ${failure.run}, ${shrunkText(failure)}`
      : `${result.from}, case ${caseId(smallest)}`;
  const others = laws.filter((id) => id !== law.id);
  // Of a failure that does not come back, the case it happened on says little, and was not shrunk.
  const isShown = repeats === null || verbose;
  return [
    `${colors.red(colors.bold(`${law.id}: ${violation.verdict}`))} ${colors.dim(`(${where})`)}`,
    indent(colors.bold(truncate(violation.summary))),
    ...(repeats === null ? [] : ['', indent(colors.yellow(repeatsText(repeats, isShown)))]),
    ...(isWhole(failure) ? ['', indent(colors.yellow(WHOLE))] : []),
    ...ruleSection(failure, colors),
    ...(lookAlikes.length > 0
      ? section('The engine answers as one would that has this bug', bugsText(lookAlikes), colors)
      : []),
    ...(others.length > 0 ? section('Also shown by', wrapItems(others, 96).join('\n'), colors) : []),
    ...(verbose && tellsMore(failing, violation.rule)
      ? section('Rules of the failing cases before shrinking', groupsText(failing), colors)
      : []),
    ...(isShown ? deviceText(failure, colors) : []),
    ...(isShown && steps.length > 0 ? section('What was done', stepsText(steps), colors) : []),
    ...(isShown ? loadSections(failure.load, result.engine.view, colors) : []),
    ...section(evidenceTitle(violation.evidence), evidenceText(violation.evidence, colors), colors),
    ...othersSection(failing, violation.verdict, colors),
    ...(showExchange ? section('The exchange', exchangesText(failure.exchanges), colors) : []),
    ...section('Again', replayLine(source, result, failure), colors),
    ...exactText(result, failure, source, colors),
  ].join('\n');
}

/** A crash or hang breaks no particular rule, and a whole case covers many. */
function ruleSection(failure: Failure, colors: Colors): string[] {
  const { verdict, rule } = failure.violation;
  if (verdict === 'nonconform') return section('The rule', ruleText(rule), colors);
  if (failure.repeats !== null || isWhole(failure)) return [];
  return section('The rule that the case covers', ruleText(rule), colors);
}

/** Whoever runs it again need not see it. */
function repeatsText({ failed, tries }: Repeats, isShown: boolean): string {
  const device = isShown ? 'not shrunk' : 'not shrunk (--verbose shows the device)';
  return `${device}, not reproducible: of ${plural(tries, 'further try', 'further tries')} of this case it failed in ${failed}; it depends on chance, or on what the engine did before`;
}

/** Several: what was seen does not tell them apart. */
function bugsText(bugs: readonly KnownBug[]): string {
  const left = bugs.length - MOST_BUGS;
  return [
    ...bugs.slice(0, MOST_BUGS).map(({ breaks, id }, i) => `${i === 0 ? '' : 'or: '}${breaks} (${id})`),
    ...(left > 0 ? [`or one of ${left} more`] : []),
  ].join('\n');
}

function stepsText(steps: readonly string[]): string {
  return steps.map((step, i) => (steps.length === 1 ? truncate(step) : `${i + 1}. ${truncate(step)}`)).join('\n');
}

/** Lines as they were sent, to be sent again. */
function exchangesText(exchanges: readonly CaseExchange[]): string {
  if (exchanges.length === 0) return 'none: the engine runs in this process';
  return exchanges.map(({ request, answer }) => `> ${request}\n< ${answer ?? '(no answer)'}`).join('\n');
}

const WHOLE =
  'not shrunk: each smaller case could hang as well, and cost a response timeout; most of this device may have nothing to do with it';

/** Whether a hang is told by the case as it was generated. */
function isWhole({ violation, shrinks, original, smallest }: Failure): boolean {
  return violation.verdict === 'hung' && shrinks === 0 && caseId(original) === caseId(smallest);
}

/** Where shrinking was ended by time, another run of it may end elsewhere: what reproduces just what is shown. */
function exactText(result: CampaignResult, failure: Failure, source: ReplaySource, colors: Colors): string[] {
  const { outOfTime, original, shrinks } = failure;
  if (!outOfTime || result.kind !== 'generated') return [];
  const told =
    shrinks === 0
      ? 'Time ended the shrinking: this line may find a smaller case than the one shown.'
      : `Time ended the shrinking: this line starts at the case before it (${caseId(original)}) and may end at another than the one shown.`;
  const line = exactLine(source, result, failure);
  return [
    indent(colors.dim(told), 4),
    ...(line === null ? [] : section('Again, exactly the case shown', line, colors)),
  ];
}

/** A replayed run generates the original case; known-failing lists and logs may name either id. */
function shrunkText(failure: Failure): string {
  const { original, smallest, shrinks, outOfTime } = failure;
  const [from, to] = [caseId(original), caseId(smallest)];
  if (isWhole(failure)) return `not shrunk, case ${to}`;
  return `${plural(shrinks, 'shrink')}${outOfTime ? ', then out of time' : ''}, case ${to}${from === to ? '' : ` from ${from}`}`;
}

/** One bug can break several rules; shrinking found the one that it is attributed to. */
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

/** Other verdicts of the same law point to another bug. */
function othersSection(failing: readonly FailureGroup[], shown: FailureGroup['verdict'], colors: Colors): string[] {
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
  return section('Other verdicts of this law', lines.join('\n'), colors);
}

function deviceText(failure: Failure, colors: Colors): string[] {
  const { smallest, device, description } = failure;
  const host = abiName(smallest.abi);
  const what =
    isWhole(failure) || failure.repeats !== null ? 'The device that fails' : 'The smallest device that fails';
  const title = device === null ? what : `${what}, as the law changed it`;
  return [
    ...section(`${title}, on a ${host} host`, modelText(device ?? smallest.model), colors),
    ...section('Its description', descriptionTable(description, colors), colors),
  ];
}

function loadSections(load: LoadShown | null, view: Hello['view'], colors: Colors): string[] {
  if (load === null) return [];
  // Memory holds noise wherever a load writes without reading.
  const held =
    view === 'values'
      ? 'The destination before the load'
      : 'The destination before the load (values that it reads; all else is noise)';
  const before = beforeText(load.before, colors);
  return [
    ...section('The stream that was loaded', streamText(load, colors), colors),
    ...(before === '' ? [] : section(held, before, colors)),
  ];
}

function section(title: string, text: string, colors: Colors): string[] {
  return ['', indent(colors.cyan(title)), indent(text, 4)];
}

function evidenceTitle(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'bytes':
      return 'The bytes';
    case 'memory':
      return 'The memory';
    case 'entries':
      return 'The entries of the vmdesc';
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
