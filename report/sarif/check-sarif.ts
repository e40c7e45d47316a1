import { appliesIn } from '../../spec/rules/rules.ts';
import { dialects } from '../../vmstate/dialect.ts';
import type { CiFinding, CiKnown, CiRun } from '../ci/run.ts';
import type { OtherFailure } from '../finding.ts';
import { truncate } from '../terminal/truncate.ts';
import { plural, shownBy } from '../terminal/words.ts';
import {
  fingerprints,
  ownRule,
  ruleDescriptors,
  ruleLevel,
  sarifLog,
  uriOf,
  type SarifLocation,
  type SarifResult,
  type SarifRule,
  type SarifRun,
} from './log.ts';

const otherRules: Readonly<Record<OtherFailure['id'], SarifRule>> = {
  'engine-fault': ownRule('engine-fault', 'An engine works between the cases, too.'),
  'unsupported-feature': ownRule('unsupported-feature', 'An engine supports the features that it lists.'),
  'too-little-judged': ownRule('too-little-judged', 'Enough is judged for a verdict.'),
};
const fixedRule = ownRule(
  'known-failing-passes',
  'An entry of the known-failing list that no longer fails is removed.',
);

/**
 * Runs as SARIF: a result for each finding, and a suppressed one for
 * each group of known failures. The location is the engine's program, or the
 * case file: QEMU's descriptions have no source line.
 */
export function checkSarif(runs: readonly CiRun[], version: string): string {
  return sarifLog(
    ...runs.map((run, at): SarifRun => ({
      version,
      // Code scanning takes several runs of one tool only under different ids.
      ...(runs.length === 1 ? {} : { id: idOf(run, at) }),
      complete: !run.interrupted,
      rules: [...descriptors(run), ...Object.values(otherRules), fixedRule],
      results: [
        ...run.findings.map((finding) => brokenResult(finding, run)),
        ...run.known.map((known) => knownResult(known, run)),
        ...otherResults(run),
        ...fixedResults(run),
      ],
    })),
  );
}

function idOf({ engine, dialect }: CiRun, at: number): string {
  return `vmstate-conformance/${truncate(engine.name)}/${dialect}/${at + 1}`;
}

function descriptors({ dialect }: CiRun): SarifRule[] {
  const known = dialects.find((each) => each === dialect);
  return ruleDescriptors(({ id }) => known === undefined || appliesIn(id, known));
}

function brokenResult(finding: CiFinding, run: CiRun): SarifResult {
  const { law, title, rule, verdict, summary, laws, replay, identity } = finding;
  return {
    ruleId: rule,
    // Crashes, hangs and protocol errors fail at every level.
    level: verdict === 'nonconform' ? ruleLevel(rule) : 'error',
    message: {
      text: `${law}: ${verdict}: ${truncate(summary)}\n${title}\n${shownBy(laws)}\nAgain: ${replay}`,
    },
    locations: [lawLocation(law, run)],
    partialFingerprints: fingerprints(...identity),
    properties: { law, laws: laws.join(' '), verdict, run: finding.run, case: finding.caseId, ...seedOf(run) },
  };
}

function knownResult({ law, rule, verdict, cases, run: first, reasons }: CiKnown, run: CiRun): SarifResult {
  return {
    ruleId: rule,
    level: 'note',
    message: { text: `${law}: ${verdict}: known failure, ${plural(cases, 'violation')}` },
    locations: [lawLocation(law, run)],
    partialFingerprints: fingerprints(law, rule, verdict),
    suppressions: reasons.map((reason) => ({ kind: 'external', justification: truncate(reason) })),
    properties: { law, verdict, run: first, ...seedOf(run) },
  };
}

function otherResults(run: CiRun): SarifResult[] {
  return run.others.map(({ id, subject, text }) => ({
    ruleId: id,
    level: 'error',
    message: { text: truncate(text) },
    locations: [locationOf(run)],
    partialFingerprints: fingerprints(id, subject),
    properties: {},
  }));
}

function fixedResults({ fixed, knownFile }: CiRun): SarifResult[] {
  return fixed.map(({ line, text }) => ({
    ruleId: fixedRule.id,
    level: 'error',
    message: { text: `${truncate(text)} no longer fails: remove the entry` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(knownFile) },
          ...(line > 0 ? { region: { startLine: line } } : {}),
        },
      },
    ],
    partialFingerprints: fingerprints(fixedRule.id, text),
    properties: {},
  }));
}

function lawLocation(law: string, run: CiRun): SarifLocation {
  return { ...locationOf(run), logicalLocations: [{ fullyQualifiedName: law, kind: 'law' }] };
}

function locationOf({ location }: CiRun): SarifLocation {
  return { physicalLocation: { artifactLocation: { uri: uriOf(location) } } };
}

function seedOf({ seed }: CiRun): { readonly seed?: number } {
  return seed === null ? {} : { seed };
}
