import type { Hello } from '../../engine/engine.ts';
import type { Evidence, Finding } from '../../smoke/exchange.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { unknownText, type UnknownFeature } from '../../vmstate/host/features.ts';
import { elide } from './elide.ts';
import { createPaint, type Paint } from './paint.ts';
import { indent, plural } from './words.ts';

export interface SmokeReport {
  readonly hello: Hello | null;
  readonly findings: readonly Finding[];
  readonly unknown: readonly UnknownFeature[];
  readonly interrupted: boolean;
}

/** Beyond this nobody reads a line; its length is told instead. */
const LONGEST = 2000;
/** More lines than this are the same thing again. */
const MOST_LINES = 8;

/** What a smoke test found: a line for each exchange, the messages of those that failed, the verdict. */
export function renderSmoke({ hello, findings, unknown, interrupted }: SmokeReport, color: boolean): string {
  const paint = createPaint(color);
  const parts = [
    `${title(hello)}\n\n${findings.map((finding) => `${lineOf(finding, paint)}\n`).join('')}`,
    ...findings.map((finding) =>
      finding.verdict === 'failed' ? detailsOf(finding.name, finding.evidence, paint) : '',
    ),
    unknown.length === 0
      ? ''
      : `${paint.yellow('warning:')} features lists ${unknownText(unknown)}, which this suite does not know and never asks for\n`,
    `${verdict(findings, interrupted, paint)}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function title(hello: Hello | null): string {
  if (hello === null) return 'smoke test of an engine without a valid hello';
  const { name, version, language, view, abi } = hello;
  if (view === 'values') return `smoke test of ${name} ${version} (${language}), which sees values`;
  return `smoke test of ${name} ${version} (${language}) on ${abi === null ? '64le, one of any' : abiName(abi)}`;
}

function lineOf(finding: Finding, paint: Paint): string {
  switch (finding.verdict) {
    case 'ok':
      return `${paint.green('ok     ')}  ${finding.name}`;
    case 'failed':
      return `${paint.red('failed ')}  ${finding.name}`;
    case 'skipped':
      return `${paint.yellow('skipped')}  ${finding.name} (${finding.reason})`;
  }
}

function detailsOf(name: string, { problems, sent, expected, received, stderr }: Evidence, paint: Paint): string {
  const blocks = [
    problems.join('\n'),
    section('sent', sent, paint),
    section('expected, whatever else is in it', expected, paint),
    section('received', received.length === 0 ? ['(nothing)'] : received, paint),
    stderr === '' ? '' : section('on stderr', [stderr], paint),
  ];
  return `${paint.red('✗')} ${paint.bold(name)}\n${indent(blocks.filter((block) => block !== '').join('\n'))}\n`;
}

function section(head: string, lines: readonly string[], paint: Paint): string {
  if (lines.length === 0) return '';
  const more = lines.length > MOST_LINES ? [`(and ${lines.length - MOST_LINES} more)`] : [];
  return `${paint.dim(head)}\n${indent([...lines.slice(0, MOST_LINES).map(clip), ...more].join('\n'))}`;
}

/** A line that can be sent again is shown as it is. */
function clip(line: string): string {
  if (line.length <= LONGEST) return line;
  const short = elide(line);
  return short.length <= LONGEST
    ? short
    : `${short.slice(0, LONGEST)}… (${line.length.toLocaleString('en-GB')} characters)`;
}

function verdict(findings: readonly Finding[], interrupted: boolean, paint: Paint): string {
  const count = (wanted: Finding['verdict']): number => findings.filter((each) => each.verdict === wanted).length;
  const [ok, failed, skipped] = [count('ok'), count('failed'), count('skipped')];
  const left = skipped === 0 ? '' : `, ${skipped} skipped`;
  if (failed > 0)
    return paint.red(`The adapter is wrong: ${failed} of ${plural(ok + failed, 'exchange')} failed${left}.`);
  if (interrupted) return paint.yellow(`Interrupted: ${plural(ok, 'exchange')} ok so far${left}.`);
  return paint.green(`The adapter speaks the protocol: ${plural(ok, 'exchange')} ok${left}.`);
}
