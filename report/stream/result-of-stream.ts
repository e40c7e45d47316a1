import { leftOutOf } from '../../campaign/features.ts';
import { auditCampaign, campaignShortfalls } from '../../campaign/fuzz/campaign-problems.ts';
import { promisesOf } from '../../campaign/promises.ts';
import type { FindingRecord } from '../../campaign/stream/finding-record.ts';
import type { FailureRecord, HeaderRecord } from '../../campaign/stream/record.ts';
import type { CampaignTotals } from '../../campaign/stream/totals.ts';
import { allLaws } from '../../spec/laws/index.ts';
import { abiOfName } from '../../vmstate/host/abi.ts';
import { RESULT_FORMAT } from '../json/format.ts';
import { checkCommand } from '../terminal/replay.ts';
import { duration, plural } from '../terminal/words.ts';
import type { ReadStream } from './read-stream.ts';

/** The JSON report of a campaign, from its stream: schemas/result.json says what it must be. */
export function resultOfStream(stream: ReadStream): object {
  const { header, totals, findings, end, times } = stream;
  const { dialect, level, seed, range } = header;
  const { cases } = totals;
  const failures = [...totals.failures.values()];
  const passes = end?.passes ?? failures.every(({ decides }) => !decides);
  const milliseconds = elapsed(times);
  return {
    format: RESULT_FORMAT,
    kind: 'generated',
    conforms: passes && failures.length === 0,
    passes,
    interrupted: end === null,
    conclusion: conclusionOf(stream, { passes, cases, milliseconds }),
    engine: { ...header.engine, abi: header.engine.abi === null ? null : abiOfName(header.engine.abi) },
    engineFlags: header.engineFlags,
    dialect,
    level,
    seed,
    runs: Math.max(cases, Math.min(range.runs, end?.runs ?? range.runs)),
    cases,
    milliseconds,
    stopped: end?.stopped ?? null,
    shortfalls: campaignShortfalls(header, totals),
    incidents: totals.incidents.map((incident) => ({ stderr: '', ...incident })),
    promises: promisesOf(totals.promises),
    lawsLeftOut: header.lawsLeftOut,
    leftOut: leftOutOf(header.engine, dialect),
    unmade: [],
    missing: [],
    unjudged: totals.unjudged,
    devices: header.schedule.devices ?? null,
    statistics: {},
    ruleCoverage: { cases: totals.sampled, rules: Object.fromEntries(totals.tested) },
    knownFailing: knownOf(header, totals),
    laws: header.laws.map((id) => lawOf(id, totals)),
    findings: findings.map((finding) => findingOf(finding, header)),
  };
}

interface Totals {
  readonly passes: boolean;
  readonly cases: number;
  readonly milliseconds: number;
}

function conclusionOf({ header, findings, end }: ReadStream, { passes, cases, milliseconds }: Totals): string {
  const { engine, dialect, level } = header;
  const standard = level === 'quirk' ? dialect : `${dialect} at level ${level}`;
  const much = `${plural(cases, 'case')}${milliseconds === 0 ? '' : ` in ${duration(milliseconds)} of work`}`;
  const cut = end === null ? 'The stream has no end: ' : '';
  const verdict = passes ? 'shows nothing new against' : 'does not conform to';
  return `${cut}${engine.name} ${engine.version} ${verdict} ${standard}: ${plural(findings.length, 'finding')} (${much}).`;
}

/** The list of known failures held against the campaign; null: there was none. */
function knownOf(header: HeaderRecord, totals: CampaignTotals): object | null {
  const { known } = header;
  if (known === null) return null;
  const entries = auditCampaign(header, totals).map(({ entry, ...rest }) => ({ ...entry, ...rest }));
  const ambiguities = [...totals.failures.values()]
    .filter((failure) => failure.known.length > 1)
    .map(({ law, rule, run, known: lines }) => ({ law, rule, run, lines }));
  return { file: known.file, entries, ambiguities };
}

function lawOf(id: string, totals: CampaignTotals): object {
  const law = allLaws.find((each) => each.id === id);
  const { skipped = 0, ...counts } = Object.fromEntries(totals.laws.get(id) ?? []);
  const failures = [...totals.failures.values()].filter((failure) => failure.law === id);
  const judged = sum(Object.values(counts)) - (counts['unsupported'] ?? 0);
  return {
    id,
    title: law?.title ?? '',
    rules: law?.rules ?? [],
    verdicts: counts,
    skipped,
    tooLarge: 0,
    failing: groups(failures.filter(({ decides }) => decides)).map(withoutLines),
    known: groups(failures.filter(({ decides, known }) => !decides && known.length > 0)).map(withLines),
    outOfLevel: groups(failures.filter(({ decides, known }) => !decides && known.length === 0)).map(withoutLines),
    notJudged: judged > 0 ? null : 'no case was about it',
    failure: null,
  };
}

interface Group {
  readonly rule: string;
  readonly verdict: string;
  cases: number;
  run: number;
  /** Of the list of known failures. */
  readonly lines: Set<number>;
}

function withLines({ lines, ...group }: Group): object {
  return { ...group, lines: [...lines] };
}

function withoutLines({ rule, verdict, cases, run }: Group): object {
  return { rule, verdict, cases, run };
}

/** Failing cases by rule and verdict. */
function groups(failures: readonly FailureRecord[]): Group[] {
  const found = new Map<string, Group>();
  for (const { rule, verdict, cases, run, known } of failures) {
    const group = found.get(`${rule} ${verdict}`);
    if (group === undefined) found.set(`${rule} ${verdict}`, { rule, verdict, cases, run, lines: new Set(known) });
    else {
      group.cases += cases;
      group.run = Math.min(group.run, run);
      for (const line of known) group.lines.add(line);
    }
  }
  return [...found.values()].sort((a, b) => a.run - b.run);
}

function findingOf(
  { laws, lookAlikes = [], failure, exchange, fingerprint }: FindingRecord,
  header: HeaderRecord,
): object {
  return {
    laws: laws.map(({ law }) => law),
    lookAlikes,
    fingerprint,
    failure: {
      replay: replayOf(failure, header),
      repeats: null,
      steps: [],
      ...failure,
      exchanges: exchange.map(({ request, answer }) => ({
        request: JSON.stringify(request),
        answer: answer === null ? null : JSON.stringify(answer),
      })),
    },
  };
}

/** The run that was shrunk, again: its case is larger, and breaks the same law. */
function replayOf({ run, violation: { law } }: FindingRecord['failure'], header: HeaderRecord): string {
  const { engineFlags, dialect, seed, level } = header;
  const which = ['--dialect', dialect, '--seed', String(seed), '--run', String(run), '--level', level, '--law', law];
  return checkCommand([...engineFlags, ...which]);
}

/** Time that processes worked, in all. */
function elapsed(times: ReadStream['times']): number {
  return sum(times.map(({ milliseconds }) => milliseconds));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

/** Facts of the findings of a stream, in their order, which a failure does not have. */
export function findingFacts({ findings }: ReadStream): readonly (readonly { name: string; value: string }[])[] {
  return findings.map(({ fingerprint, signature: { field, divergence }, also }) => [
    { name: 'fingerprint', value: fingerprint },
    { name: 'signature', value: `${field} ${divergence}` },
    ...(also.length === 0 ? [] : [{ name: 'larger devices alike', value: String(also.length) }]),
  ]);
}
