import { formatCase } from '../../vmstate/case/case-file.ts';
import type { Broken } from '../../engine/engine.ts';
import type { CampaignResult } from '../../campaign/result.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { undrivenOf } from '../../vmstate/info.ts';
import { censusText, wholeCensusText } from './census.ts';
import { conclusion } from './conclusion.ts';
import { exerciseText } from './exercise.ts';
import { failureText } from './failure.ts';
import { knownFailingText } from './known-failing.ts';
import { lawTable } from './law-table.ts';
import { createPaint, type Paint } from './paint.ts';
import type { ReplaySource } from './replay.ts';
import { wrapItems } from './words.ts';

export interface CheckReportOptions {
  readonly color: boolean;
  /** Also every count that a run is held to: combinations, pairs, boundaries, rules. */
  readonly verbose: boolean;
  /** The user stopped the run before its end. */
  readonly interrupted: boolean;
  readonly source: ReplaySource;
}

/** Everything `check` has to say, ending in a newline. */
export function renderCheck(result: CampaignResult, options: CheckReportOptions): string {
  const paint = createPaint(options.color);
  const parts = [
    header(result, options.source, paint),
    lawTable(result.laws, result, paint),
    censusText(result.census, paint),
    ...(options.verbose ? [wholeCensusText(result.census, result.dialect, paint), ...exerciseText(result, paint)] : []),
    ...named('laws left out', result.lawsLeftOut, 'they are about memory, and the engine sees values', paint),
    ...named('left out', result.leftOut, 'the engine does not support it', paint),
    ...named(
      'listed, and never generated',
      result.unmade,
      'it needs others, which the engine does not list: docs/protocol.md, features',
      paint,
    ),
    ...named(
      'passed at this level',
      lesserOf(result),
      `violations of rules that level ${result.level} does not judge: law, rule, cases, first run`,
      paint,
    ),
    ...named(
      'never driven',
      undrivenOf(result.dialect).map((info) => `info:${info}`),
      'it does not travel in the stream',
      paint,
    ),
    ...named('missing', result.missing, 'should have been generated, and was not', paint),
    ...named(
      'between the cases',
      result.incidents.map(incidentText),
      'the engine did what no case can be attributed for',
      paint,
    ),
    ...knownFailingText(result.knownFailing, paint),
    ...lessons(result, options.source, paint),
    conclusion(result, options.interrupted, paint),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A lesson for each broken law; a case that breaks several is shown once. */
function lessons(result: CampaignResult, source: ReplaySource, paint: Paint): string[] {
  const shown = new Map<string, string>();
  return result.laws.flatMap((law) => {
    if (law.failure === null) return [];
    const key = formatCase(law.failure.smallest);
    const shownUnder = shown.get(key) ?? null;
    if (shownUnder === null) shown.set(key, law.law.id);
    return [failureText(result, law, law.failure, { paint, source, shownUnder })];
  });
}

function lesserOf({ laws }: CampaignResult): string[] {
  return laws.flatMap(({ law, outOfLevel }) =>
    outOfLevel.map(({ rule, cases, run }) => `${law.id} ${rule} ${cases} (run ${run})`),
  );
}

function incidentText({ status, message }: Broken): string {
  return `${status}: ${message}`;
}

function header(result: CampaignResult, { caseFile }: ReplaySource, paint: Paint): string {
  const { engine, dialect, level } = result;
  const says = engine.dialect === dialect ? '' : ` (it says ${engine.dialect})`;
  const abi =
    engine.view === 'values' ? ', which sees values' : engine.abi === null ? '' : ` on ${abiName(engine.abi)}`;
  const at = level === 'quirk' ? '' : ` at level ${level}`;
  const from = result.kind === 'generated' ? `seed ${result.seed}` : `case ${caseFile ?? ''}`;
  return `${paint.bold(`${engine.name} ${engine.version}`)} (${engine.language})${abi}, judged by ${dialect}${says}${at}, ${from}`;
}

function named(title: string, items: readonly string[], why: string, paint: Paint): string[] {
  if (items.length === 0) return [];
  const lines = wrapItems(items, 96).map((line) => `  ${line}`);
  return [[`${paint.yellow(title)} ${paint.dim(`(${why})`)}`, ...lines].join('\n')];
}
