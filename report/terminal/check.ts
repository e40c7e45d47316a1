import { formatCase } from '../../vmstate/case/case-file.ts';
import type { Broken } from '../../engine/engine.ts';
import type { CampaignResult } from '../../campaign/result.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { undrivenOf } from '../../vmstate/info.ts';
import { statisticsText, allStatisticsText } from './generation-statistics.ts';
import { devicesUsedText } from './devices-used.ts';
import { conclusion } from './conclusion.ts';
import { ruleCoverageText } from './rule-coverage.ts';
import { failureText } from './failure.ts';
import { knownFailingText } from './known-failing.ts';
import { lawTable } from './law-table.ts';
import { createColors, type Colors } from './colors.ts';
import type { ReplaySource } from './replay.ts';
import { plural, wrapItems } from './words.ts';

export interface CheckReportOptions {
  readonly color: boolean;
  /** Also print all counts with thresholds: combinations, pairs, boundaries, rules. */
  readonly verbose: boolean;
  /** The user stopped the run before its end. */
  readonly interrupted: boolean;
  readonly source: ReplaySource;
}

/** The report of `check`, ending in a newline. */
export function renderCheck(result: CampaignResult, options: CheckReportOptions): string {
  const colors = createColors(options.color);
  const parts = [
    header(result, colors),
    lawTable(result.laws, result, colors),
    ...devicesUsedText(result.kind === 'generated' ? result.devices : null, colors),
    statisticsText(result.statistics, colors),
    ...(options.verbose
      ? [allStatisticsText(result.statistics, result.dialect, colors), ...ruleCoverageText(result, colors)]
      : []),
    ...named('laws left out', result.lawsLeftOut, 'they check memory, and the engine has view values', colors),
    ...named('left out', result.leftOut, 'the engine does not support it', colors),
    ...named(
      'listed but never generated',
      result.unmade,
      'it needs features that the engine does not list: docs/protocol.md',
      colors,
    ),
    ...named(
      'passed at this level',
      lesserOf(result),
      `violations of rules below level ${result.level}: law, rule, cases, first run`,
      colors,
    ),
    ...named(
      'not covered',
      undrivenOf(result.dialect).map((info) => `info:${info}`),
      'its value is not in the stream',
      colors,
    ),
    ...named('missing', result.missing, 'not generated, although it should be', colors),
    ...named(
      'listed, but answered unsupported',
      result.promises.map(({ feature, cases, run }) => `${feature} in ${plural(cases, 'case')} (first run ${run})`),
      'features is a promise: what an engine lists, it supports',
      colors,
    ),
    ...named('too little was judged', result.shortfalls, 'a run like this is no proof of conformance', colors),
    ...named('outside the cases', result.incidents.map(incidentText), 'engine faults that belong to no case', colors),
    ...knownFailingText(result.knownFailing, colors),
    ...failureReports(result, options.source, colors),
    conclusion(result, options.interrupted, colors),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A failure report for each broken law; a case that breaks several laws is shown once. */
function failureReports(result: CampaignResult, source: ReplaySource, colors: Colors): string[] {
  const shown = new Map<string, string>();
  return result.laws.flatMap((law) => {
    if (law.failure === null) return [];
    const key = formatCase(law.failure.smallest);
    const shownUnder = shown.get(key) ?? null;
    if (shownUnder === null) shown.set(key, law.law.id);
    return [failureText(result, law, law.failure, { colors, source, shownUnder })];
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

function header(result: CampaignResult, colors: Colors): string {
  const { engine, dialect, level } = result;
  const says = engine.dialect === dialect ? '' : ` (the engine declares ${engine.dialect})`;
  const abi = engine.view === 'values' ? ', view values' : engine.abi === null ? '' : ` on ${abiName(engine.abi)}`;
  const at = level === 'quirk' ? '' : ` at level ${level}`;
  const from = result.kind === 'generated' ? `seed ${result.seed}` : `case ${result.from}`;
  return `${colors.bold(`${engine.name} ${engine.version}`)} (${engine.language})${abi}, judged by ${dialect}${says}${at}, ${from}`;
}

function named(title: string, items: readonly string[], why: string, colors: Colors): string[] {
  if (items.length === 0) return [];
  const lines = wrapItems(items, 96).map((line) => `  ${line}`);
  return [[`${colors.yellow(title)} ${colors.dim(`(${why})`)}`, ...lines].join('\n')];
}
