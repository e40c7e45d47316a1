import type { CampaignResult, LawResult } from '../../campaign/result.ts';
import { appliesIn } from '../../spec/rules/rules.ts';
import { caseId } from '../../vmstate/case/case-id.ts';
import type { ReportContext } from '../context.ts';
import { fixedEntries, otherFailures, toldFindings, type OtherFailure, type ToldFinding } from '../finding.ts';
import { replayLine, type ReplaySource } from '../terminal/replay.ts';
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
} from './log.ts';
import { programFile } from './program-file.ts';

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
 * A result as SARIF: a result for each finding, and a suppressed one for
 * each group of known failures. The location is the engine's program, or the
 * case file: QEMU's descriptions have no source line.
 */
export function checkSarif(result: CampaignResult, { version, interrupted, source }: ReportContext): string {
  const { dialect, laws } = result;
  return sarifLog({
    version,
    complete: !interrupted,
    rules: [...ruleDescriptors(({ id }) => appliesIn(id, dialect)), ...Object.values(otherRules), fixedRule],
    results: [
      ...toldFindings(result).map((told) => brokenResult(told, result, source)),
      ...laws.flatMap((law) => knownResults(law, result, source)),
      ...otherResults(result, source),
      ...fixedResults(result),
    ],
  });
}

function brokenResult(told: ToldFinding, result: CampaignResult, source: ReplaySource): SarifResult {
  const { result: of, failure, laws } = told;
  const { rule, verdict, summary } = failure.violation;
  const { id, title } = of.law;
  return {
    ruleId: rule,
    // Crashes, hangs and protocol errors fail at every level.
    level: verdict === 'nonconform' ? ruleLevel(rule) : 'error',
    message: {
      text: `${id}: ${verdict}: ${truncate(summary)}\n${title}\n${shownBy(laws)}\nAgain: ${replayLine(source, result, failure)}`,
    },
    locations: [{ ...location(result, source), logicalLocations: [{ fullyQualifiedName: id, kind: 'law' }] }],
    partialFingerprints: fingerprints(id, rule, verdict),
    properties: {
      law: id,
      laws: laws.join(' '),
      verdict,
      run: failure.run,
      case: caseId(failure.smallest),
      ...seedOf(result),
    },
  };
}

function knownResults({ law: { id }, known }: LawResult, result: CampaignResult, source: ReplaySource): SarifResult[] {
  return known.map(({ rule, verdict, cases, run, lines }) => ({
    ruleId: rule,
    level: 'note',
    message: { text: `${id}: ${verdict}: known failure, ${plural(cases, 'violation')}` },
    locations: [{ ...location(result, source), logicalLocations: [{ fullyQualifiedName: id, kind: 'law' }] }],
    partialFingerprints: fingerprints(id, rule, verdict),
    suppressions: lines.map((line) => ({ kind: 'external', justification: reasonOf(result, line) })),
    properties: { law: id, verdict, run, ...seedOf(result) },
  }));
}

function reasonOf({ knownFailing }: CampaignResult, line: number): string {
  const entry = knownFailing?.list.entries.find((each) => each.line === line);
  return truncate([entry?.reason ?? '', entry?.link ?? ''].filter((text) => text !== '').join(' '));
}

function otherResults(result: CampaignResult, source: ReplaySource): SarifResult[] {
  return otherFailures(result).map(({ id, subject, text }) => ({
    ruleId: id,
    level: 'error',
    message: { text: truncate(text) },
    locations: [location(result, source)],
    partialFingerprints: fingerprints(id, subject),
    properties: {},
  }));
}

function fixedResults(result: CampaignResult): SarifResult[] {
  const file = result.knownFailing?.list.file ?? '';
  return fixedEntries(result).map(({ entry: { line, text } }) => ({
    ruleId: fixedRule.id,
    level: 'error',
    message: { text: `${truncate(text)} no longer fails: remove the entry` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          ...(line > 0 ? { region: { startLine: line } } : {}),
        },
      },
    ],
    partialFingerprints: fingerprints(fixedRule.id, text),
    properties: {},
  }));
}

/** The case file, or the file of `--engine-cmd`, or the name of `--engine`. */
function location(result: CampaignResult, { engineFlags }: ReplaySource): SarifLocation {
  const program = programFile(engineFlags[1] ?? '');
  return { physicalLocation: { artifactLocation: { uri: uriOf(result.kind === 'given' ? result.from : program) } } };
}

function seedOf(result: CampaignResult): { readonly seed?: number } {
  return result.kind === 'generated' ? { seed: result.seed } : {};
}
