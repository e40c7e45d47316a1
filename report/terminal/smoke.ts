import type { Hello } from '../../engine/engine.ts';
import type { ExchangeRecord, Finding } from '../../smoke/exchange.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { unknownText, type UnknownFeature } from '../../vmstate/host/features.ts';
import { truncate } from './truncate.ts';
import { createColors, type Colors } from './colors.ts';
import { grouped, indent, plural } from './words.ts';

export interface SmokeReport {
  readonly hello: Hello | null;
  readonly findings: readonly Finding[];
  readonly unknown: readonly UnknownFeature[];
  readonly interrupted: boolean;
}

/** Longer lines are truncated. */
const LONGEST = 2000;
/** Further lines are only counted. */
const MOST_LINES = 8;

/** The report of `smoke`: a line for each exchange, the messages of failed ones, the verdict. */
export function renderSmoke({ hello, findings, unknown, interrupted }: SmokeReport, color: boolean): string {
  const colors = createColors(color);
  const parts = [
    `${title(hello)}\n\n${findings.map((finding) => `${lineOf(finding, colors)}\n`).join('')}`,
    ...findings.map((finding) =>
      finding.verdict === 'failed' ? detailsOf(finding.name, finding.evidence, colors) : '',
    ),
    unknown.length === 0
      ? ''
      : `${colors.yellow('warning:')} features lists ${unknownText(unknown)}, which this suite does not know and never requests\n`,
    `${verdict(findings, interrupted, colors)}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function title(hello: Hello | null): string {
  if (hello === null) return 'smoke test of an engine without a valid hello';
  const { name, version, language, view, abi } = hello;
  if (view === 'values') return `smoke test of ${name} ${version} (${language}), view values`;
  return `smoke test of ${name} ${version} (${language}) on ${abi === null ? '64le, one of any' : abiName(abi)}`;
}

function lineOf(finding: Finding, colors: Colors): string {
  switch (finding.verdict) {
    case 'ok':
      return `${colors.green('ok     ')}  ${finding.name}`;
    case 'failed':
      return `${colors.red('failed ')}  ${finding.name}`;
    case 'skipped':
      return `${colors.yellow('skipped')}  ${finding.name} (${finding.reason})`;
  }
}

function detailsOf(
  name: string,
  { problems, sent, expected, received, stderr }: ExchangeRecord,
  colors: Colors,
): string {
  const blocks = [
    problems.join('\n'),
    section('sent', sent, colors),
    section('expected (other members are ignored)', expected, colors),
    section('received', received.length === 0 ? ['(nothing)'] : received, colors),
    stderr === '' ? '' : section('on stderr', [stderr], colors),
  ];
  return `${colors.red('✗')} ${colors.bold(name)}\n${indent(blocks.filter((block) => block !== '').join('\n'))}\n`;
}

function section(head: string, lines: readonly string[], colors: Colors): string {
  if (lines.length === 0) return '';
  const more = lines.length > MOST_LINES ? [`(and ${lines.length - MOST_LINES} more)`] : [];
  return `${colors.dim(head)}\n${indent([...lines.slice(0, MOST_LINES).map(clip), ...more].join('\n'))}`;
}

/** Lines that can be sent again are not changed. */
function clip(line: string): string {
  if (line.length <= LONGEST) return line;
  const short = truncate(line);
  return short.length <= LONGEST ? short : `${short.slice(0, LONGEST)}… (${grouped(line.length)} characters)`;
}

function verdict(findings: readonly Finding[], interrupted: boolean, colors: Colors): string {
  const count = (wanted: Finding['verdict']): number => findings.filter((each) => each.verdict === wanted).length;
  const [ok, failed, skipped] = [count('ok'), count('failed'), count('skipped')];
  const left = skipped === 0 ? '' : `, ${skipped} skipped`;
  if (failed > 0)
    return colors.red(`The adapter fails: ${failed} of ${plural(ok + failed, 'exchange')} failed${left}.`);
  if (interrupted) return colors.yellow(`Interrupted: ${plural(ok, 'exchange')} ok so far${left}.`);
  return colors.green(`The adapter speaks the protocol: ${plural(ok, 'exchange')} ok${left}.`);
}
