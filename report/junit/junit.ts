import { violationsOf, type CampaignResult, type LawResult } from '../../campaign/result.ts';
import type { ReportContext } from '../context.ts';
import { findingOf, fixedEntries, otherFailures, plainFailure, whySkipped } from '../finding.ts';
import { replayLine } from '../terminal/replay.ts';
import { plural } from '../terminal/words.ts';
import { truncate } from '../terminal/truncate.ts';
import { xmlDocument, type XmlElement } from './xml.ts';

/** Prefix of every class name; CI systems group test cases by it. */
const CLASS = 'vmstate-conformance';

/**
 * A result as JUnit XML. A test case for each law, with the class name of its
 * area (`vmstate-conformance.save`); a law that judged no case is skipped, and
 * says why. Whatever else fails the run is a test case, too: one fails if and
 * only if the run does.
 */
export function junitReport(result: CampaignResult, context: ReportContext): string {
  const cases = [
    ...result.laws.map((law) => lawCase(law, result, context)),
    ...otherFailures(result).map(({ id, subject, text }) =>
      failed({ area: 'engine', name: `${id}: ${subject}` }, id, text),
    ),
    ...fixedEntries(result).map(({ entry: { line, text } }) =>
      failed(
        { area: 'known-failing', name: `line ${line}: ${text}` },
        'passes',
        'the entry no longer fails: remove it',
      ),
    ),
  ];
  const counts = {
    tests: cases.length,
    failures: count(cases, 'failure'),
    errors: 0,
    time: (result.milliseconds / 1000).toFixed(3),
  };
  const { engine } = result;
  const suite: XmlElement = {
    name: 'testsuite',
    attributes: { name: truncate(`${engine.name} ${engine.version}`), ...counts, skipped: count(cases, 'skipped') },
    children: [{ name: 'properties', children: properties(result, context) }, ...cases],
  };
  return xmlDocument({ name: 'testsuites', attributes: { name: CLASS, ...counts }, children: [suite] });
}

function count(cases: readonly XmlElement[], outcome: 'failure' | 'skipped'): number {
  return cases.filter(({ children = [] }) => children.some(({ name }) => name === outcome)).length;
}

function properties(result: CampaignResult, { version, interrupted }: ReportContext): XmlElement[] {
  const told: Readonly<Record<string, string | number>> = {
    version,
    engine: truncate(result.engine.name),
    dialect: result.dialect,
    level: result.level,
    ...(result.kind === 'generated' ? { seed: result.seed } : {}),
    runs: result.runs,
    cases: result.cases,
    interrupted: String(interrupted),
  };
  return Object.entries(told).map(([name, value]) => ({ name: 'property', attributes: { name, value } }));
}

function lawCase(law: LawResult, result: CampaignResult, { source }: ReportContext): XmlElement {
  const { failure } = law;
  const { id } = law.law;
  const at = { area: id.split('/')[0] ?? id, name: id };
  if (failure !== null) {
    const { verdict, rule, summary } = failure.violation;
    const told = findingOf(result, law);
    // The cause is told once, where it shows first.
    const text =
      told === undefined || told.result === law
        ? plainFailure(result, told ?? { result: law, failure, laws: [id], lookAlikes: [] }, source)
        : `the same cause as ${told.result.law.id}: ${told.failure.violation.rule}\n${replayLine(source, result, failure)}`;
    return failed(at, verdict, `${rule}: ${summary}`, text);
  }
  const why = whySkipped(law, result);
  if (why !== null) return testCase(at, [{ name: 'skipped', attributes: { message: truncate(why) } }]);
  const told = toleratedText(law);
  return testCase(at, told === '' ? [] : [{ name: 'system-out', text: told }]);
}

/** Violations that do not decide. */
function toleratedText({ known, outOfLevel }: LawResult): string {
  return [
    ...(known.length > 0 ? [`known failures: ${plural(violationsOf(known), 'violation')}`] : []),
    ...outOfLevel.map(
      ({ rule, cases, run }) => `does not count at this level: ${rule}, ${plural(cases, 'case')} (run ${run})`,
    ),
  ].join('\n');
}

interface CaseName {
  readonly area: string;
  readonly name: string;
}

function failed(at: CaseName, type: string, message: string, text: string = message): XmlElement {
  return testCase(at, [{ name: 'failure', attributes: { message: truncate(message), type }, text }]);
}

function testCase({ area, name }: CaseName, children: readonly XmlElement[]): XmlElement {
  return { name: 'testcase', attributes: { name: truncate(name), classname: `${CLASS}.${area}` }, children };
}
