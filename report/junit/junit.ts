import type { CiLaw, CiRun } from '../ci/run.ts';
import { truncate } from '../terminal/truncate.ts';
import { xmlDocument, type XmlElement } from './xml.ts';

/** Prefix of every class name; CI systems group test cases by it. */
const CLASS = 'vmstate-conformance';

/**
 * Runs as JUnit XML: a suite for each. A test case for each law, with the class
 * name of its area (`vmstate-conformance.save`); a law that judged no case is
 * skipped, and says why. Whatever else fails the run is a test case, too: one
 * fails if and only if the run does.
 */
export function junitReport(runs: readonly CiRun[], version: string): string {
  const suites = runs.map((run) => suiteOf(run, version));
  const all = suites.flatMap(({ cases }) => cases);
  const counts = countsOf(
    all,
    runs.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  );
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: CLASS, ...counts },
    children: suites.map(({ element }) => element),
  });
}

interface Suite {
  readonly element: XmlElement;
  readonly cases: readonly XmlElement[];
}

function suiteOf(run: CiRun, version: string): Suite {
  const { engine, milliseconds } = run;
  const cases = [
    ...run.laws.map(lawCase),
    ...run.others.map(({ id, subject, text }) => failed({ area: 'engine', name: `${id}: ${subject}` }, id, text)),
    ...run.fixed.map(({ line, text }) =>
      failed(
        { area: 'known-failing', name: `line ${line}: ${text}` },
        'passes',
        'the entry no longer fails: remove it',
      ),
    ),
  ];
  const attributes = {
    name: truncate(`${engine.name} ${engine.version}`),
    ...countsOf(cases, milliseconds),
    skipped: count(cases, 'skipped'),
  };
  const children = [{ name: 'properties', children: properties(run, version) }, ...cases];
  return { element: { name: 'testsuite', attributes, children }, cases };
}

function countsOf(cases: readonly XmlElement[], milliseconds: number): Readonly<Record<string, string | number>> {
  return {
    tests: cases.length,
    failures: count(cases, 'failure'),
    errors: 0,
    time: (milliseconds / 1000).toFixed(3),
  };
}

function count(cases: readonly XmlElement[], outcome: 'failure' | 'skipped'): number {
  return cases.filter(({ children = [] }) => children.some(({ name }) => name === outcome)).length;
}

function properties(run: CiRun, version: string): XmlElement[] {
  const { engine, dialect, level, seed, runs, cases, interrupted } = run;
  const told: Readonly<Record<string, string | number>> = {
    version,
    engine: truncate(engine.name),
    dialect,
    level,
    ...(seed === null ? {} : { seed }),
    runs,
    cases,
    interrupted: String(interrupted),
  };
  return Object.entries(told).map(([name, value]) => ({ name: 'property', attributes: { name, value } }));
}

function lawCase({ id, failure, skipped, tolerated }: CiLaw): XmlElement {
  const at = { area: id.split('/')[0] ?? id, name: id };
  if (failure !== null) return failed(at, failure.verdict, failure.message, failure.text);
  if (skipped !== null) return testCase(at, [{ name: 'skipped', attributes: { message: truncate(skipped) } }]);
  return testCase(at, tolerated === '' ? [] : [{ name: 'system-out', text: tolerated }]);
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
