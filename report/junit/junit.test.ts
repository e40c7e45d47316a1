import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { validateXML } from 'xmllint-wasm';
import { expect, it, test } from 'vitest';
import { passes } from '../../campaign/result.ts';
import { runOfResult } from '../ci/run-of-result.ts';
import { context, hostile } from '../fixtures/hostile.ts';
import { broken, conforming, neverJudged, resultWith } from '../fixtures/result.ts';
import { junitReport } from './junit.ts';

const schema = readFileSync(new URL('fixtures/junit.xsd', import.meta.url), 'utf8');

async function errorsOf(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml, schema });
  return errors.map(({ message }) => message);
}

function parse(xml: string): unknown {
  return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', trimValues: false }).parse(xml);
}

it('has a test case for each law, engine fault and fixed known failure', () => {
  expect(parse(junitReport([runOfResult(hostile, context)], context.version))).toMatchObject({
    testsuites: {
      name: 'vmstate-conformance',
      testsuite: {
        tests: '6',
        failures: '3',
        errors: '0',
        skipped: '1',
        testcase: [
          { name: 'save/bytes', classname: 'vmstate-conformance.save' },
          { name: 'save/bytes', failure: { type: 'nonconform' } },
          { name: 'load/verdict', classname: 'vmstate-conformance.load', skipped: { message: 'no case was about it' } },
          { name: 'save/measure', 'system-out': 'known failures: 4 violations' },
          { name: 'engine-fault: fault 1 outside the cases', failure: { type: 'engine-fault' } },
          { classname: 'vmstate-conformance.known-failing', failure: { type: 'passes' } },
        ],
      },
    },
  });
});

test('a failure carries the report of the terminal', () => {
  const xml = junitReport([runOfResult(resultWith([broken]), context)], context.version);
  expect(xml).toContain('<failure message="VMS-WIRE-1: byte 5 is 02, not 00" type="nonconform">');
  expect(xml).toContain('The smallest device that fails, on a 64le host');
  expect(xml).toContain('--seed -5 --run 41');
});

test.each([
  ['hostile text', hostile],
  ['a broken law', resultWith([conforming, broken, neverJudged])],
  ['no law', resultWith([])],
])('the schema accepts %s', async (_, result) => {
  expect(await errorsOf(junitReport([runOfResult(result, context)], context.version))).toEqual([]);
});

it('is refused by the schema when an element or a character is not its own', async () => {
  const xml = junitReport([runOfResult(resultWith([conforming]), context)], context.version);
  expect(await errorsOf(xml.replace('<properties>', '<odd/><properties>'))).not.toEqual([]);
  expect(await errorsOf(xml.replace('sample', '&#27;'))).not.toEqual([]);
});

test.each([
  ['conforms', resultWith([conforming])],
  ['is broken', resultWith([broken])],
  ['judges nothing', resultWith([neverJudged])],
  ['has faults outside the cases', resultWith([conforming], { incidents: hostile.incidents })],
  ['breaks a promise', resultWith([conforming], { promises: [{ feature: 'VMS_ARRAY', cases: 3, run: 1 }] })],
  ['judged too little', resultWith([conforming], { shortfalls: ['half of the cases'] })],
  ['has fixed known failures', resultWith([conforming], { knownFailing: hostile.knownFailing })],
])('a run that %s has a failure only if it does not pass', (_, result) => {
  expect(junitReport([runOfResult(result, context)], context.version).includes('<failure')).toBe(!passes(result));
});

test('message and text are of one violation: that of the finding where a law tells it, else its own', () => {
  if (broken.failure === null) throw new Error('the fixture has a failure');
  const { failure } = broken;
  const renamed = {
    ...failure,
    violation: { ...failure.violation, rule: 'VMS-WIRE-2', summary: 'its cause' },
  } as const;
  const other = { ...broken, law: { ...broken.law, id: 'load/values' } };
  const finding = { failure: renamed, laws: ['save/bytes', 'load/values'], lookAlikes: [] };
  const result = resultWith([broken, other], { findings: [finding] });
  const xml = junitReport([runOfResult(result, context)], '1.2.3');
  expect(xml).toMatch(/message="VMS-WIRE-2: its cause" type="nonconform">save\/bytes: [^\n]*\n {2}its cause\n/);
  expect(xml).toMatch(
    /message="VMS-WIRE-1: (byte 5 is 02, not 00)" type="nonconform">VMS-WIRE-1: \1\nthe same cause as save\/bytes: VMS-WIRE-2\n/,
  );
});
