import type { RunFinding } from '../../campaign/causes/run-finding.ts';
import { violationsOf, type CampaignResult } from '../../campaign/result.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { undrivenOf } from '../../vmstate/info.ts';
import { statisticsText, allStatisticsText } from './generation-statistics.ts';
import { devicesUsedText } from './devices-used.ts';
import { conclusion } from './conclusion.ts';
import { ruleCoverageText } from './rule-coverage.ts';
import { failureText } from './failure.ts';
import { findingsList } from './findings-list.ts';
import { knownFailingText } from './known-failing.ts';
import { incidentTexts } from './incidents.ts';
import { lawTable } from './law-table.ts';
import { named } from './named.ts';
import { createColors, type Colors } from './colors.ts';
import type { ReplaySource } from './replay.ts';
import { plural, wrapItems } from './words.ts';

export interface CheckReportOptions {
  readonly color: boolean;
  /** Also print all counts with thresholds: combinations, pairs, boundaries, rules. */
  readonly verbose: boolean;
  /** Also print the requests and answers of the findings. */
  readonly showExchange?: boolean | undefined;
  /** The user stopped the run before its end. */
  readonly interrupted: boolean;
  readonly source: ReplaySource;
}

/** The report of `check`, ending in a newline: what there is to know on one screen, then the first finding. */
export function renderCheck(result: CampaignResult, options: CheckReportOptions): string {
  const colors = createColors(options.color);
  const { verbose } = options;
  const { findings, promises, shortfalls, incidents } = result;
  // What is wrong must not scroll away behind what is right.
  const isPlain = !verbose && [findings, promises, shortfalls, incidents].some(({ length }) => length > 0);
  const parts = [
    header(result, colors),
    ...findingsList(result, colors),
    ...named(
      'listed, but answered unsupported',
      result.promises.map(({ feature, cases, run }) => `${feature} in ${plural(cases, 'case')} (first run ${run})`),
      'features is a promise: what an engine lists, it supports',
      colors,
    ),
    ...named('too little was judged', result.shortfalls, 'a run like this is no proof of conformance', colors),
    ...named('outside the cases', incidentTexts(result.incidents), 'engine faults that belong to no case', colors),
    ...(isPlain ? brokenList(result, colors) : [lawTable(result.laws, result, colors)]),
    ...devicesUsedText(result.kind === 'generated' ? result.devices : null, colors),
    ...(isPlain ? [] : [statisticsText(result.statistics, colors)]),
    ...(verbose
      ? [
          // What one case is made of is shown with it.
          ...(result.cases > 1 ? [allStatisticsText(result.statistics, result.dialect, colors)] : []),
          ...ruleCoverageText(result, colors),
        ]
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
      `violations that do not count at level ${result.level}`,
      verbose ? lesserOf(result) : lesserRulesOf(result),
      verbose
        ? '--level quirk counts them: law, rule, cases, first run'
        : '--level quirk counts them: rule, violations, laws, first run; --verbose: law by law',
      colors,
    ),
    ...(isPlain
      ? []
      : named(
          'not covered',
          undrivenOf(result.dialect).map((info) => `info:${info}`),
          'its value is not in the stream',
          colors,
        )),
    ...named('missing', result.missing, 'not generated, although it should be', colors),
    ...knownFailingText(result.knownFailing, colors),
    ...result.findings.slice(0, verbose ? undefined : 1).flatMap((finding) => findingText(result, finding, options)),
    ...further(result, options, colors),
    conclusion(result, options.interrupted, colors),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The broken laws in few lines. */
function brokenList(result: CampaignResult, colors: Colors): string[] {
  const broken = result.laws.filter(({ failure }) => failure !== null);
  if (broken.length === 0) return [colors.dim('no law broken; --verbose: the table of all laws')];
  const items = broken.map(({ law, failing }) => `${law.id} ${violationsOf(failing)}`);
  const title = colors.red(`${plural(broken.length, 'law')} of ${result.laws.length} broken`);
  const lines = wrapItems(items, 96).map((line) => `  ${line}`);
  return [[`${title} ${colors.dim('(law, failing cases; --verbose: the table of all)')}`, ...lines].join('\n')];
}

function findingText(
  result: CampaignResult,
  { failure, laws, lookAlikes }: RunFinding,
  options: CheckReportOptions,
): string[] {
  const of = result.laws.find(({ law, failure: own }) => own !== null && law.id === failure.violation.law);
  const { source, verbose, showExchange } = options;
  const context = { colors: createColors(options.color), source, laws, lookAlikes, verbose, showExchange };
  return of === undefined ? [] : [failureText(result, of, failure, context)];
}

function further({ findings }: CampaignResult, { verbose }: CheckReportOptions, colors: Colors): string[] {
  if (verbose || findings.length < 2) return [];
  return [colors.dim(`${plural(findings.length - 1, 'further finding')}, listed above; --verbose shows all`)];
}

function lesserOf({ laws }: CampaignResult): string[] {
  return laws.flatMap(({ law, outOfLevel }) =>
    outOfLevel.map(({ rule, cases, run }) => `${law.id} ${rule} ${cases} (run ${run})`),
  );
}

/** The same, one item a rule. */
function lesserRulesOf({ laws }: CampaignResult): string[] {
  const byRule = new Map<string, { violations: number; laws: number; run: number }>();
  for (const { outOfLevel } of laws) {
    const rules = new Set<string>();
    for (const { rule, cases, run } of outOfLevel) {
      const before = byRule.get(rule) ?? { violations: 0, laws: 0, run };
      byRule.set(rule, {
        violations: before.violations + cases,
        laws: before.laws + (rules.has(rule) ? 0 : 1),
        run: Math.min(before.run, run),
      });
      rules.add(rule);
    }
  }
  return [...byRule].map(([rule, of]) => `${rule} ${of.violations} (${plural(of.laws, 'law')}, run ${of.run})`);
}

function header(result: CampaignResult, colors: Colors): string {
  const { engine, dialect, level } = result;
  const says = engine.dialect === dialect ? '' : ` (the engine declares ${engine.dialect})`;
  const abi = engine.view === 'values' ? ', view values' : engine.abi === null ? '' : ` on ${abiName(engine.abi)}`;
  const at = level === 'quirk' ? '' : ` at level ${level}`;
  const from = result.kind === 'generated' ? `seed ${result.seed}` : `case ${result.from}`;
  return `${colors.bold(`${engine.name} ${engine.version}`)} (${engine.language})${abi}, judged by ${dialect}${says}${at}, ${from}`;
}
