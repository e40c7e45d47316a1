import { otherFailures } from '../finding.ts';
import type { FindingDocument, GroupDocument, LawDocument, ResultDocument } from '../json/document.ts';
import { plural } from '../terminal/words.ts';
import { lawFailure } from './law-failure.ts';
import { programFile } from '../sarif/program-file.ts';
import type { CiFailure, CiFinding, CiKnown, CiLaw, CiRun } from './run.ts';
import { storedFailureText } from './stored-failure.ts';
import { reasonsAt } from './reasons.ts';
import { toleratedText } from './tolerated.ts';

/** A stored result: a JSON report, or what a result stream comes to. */
export function runOfDocument(result: ResultDocument): CiRun {
  const { seed, laws, knownFailing, from, engineFlags = [] } = result;
  const findings = result.findings.map((finding) => findingOf(finding, laws));
  const entries = knownFailing?.entries ?? [];
  return {
    ...result,
    seed: seed ?? null,
    location: from ?? programFile(engineFlags[1] ?? ''),
    laws: laws.map((law): CiLaw => ({
      id: law.id,
      failure: failureOf(law, findings),
      skipped: whySkipped(law),
      tolerated: toleratedText(law.known, law.outOfLevel),
    })),
    findings,
    known: laws.flatMap((law) => knownOf(law, entries)),
    others: otherFailures(result),
    fixed: entries.filter(({ outcome }) => outcome === 'passes').map(({ line, pattern }) => ({ line, text: pattern })),
    knownFile: knownFailing?.file ?? '',
  };
}

function findingOf(finding: FindingDocument, laws: readonly LawDocument[]): CiFinding {
  const { failure, fingerprint } = finding;
  const { law, rule, verdict, summary } = failure.violation;
  return {
    law,
    title: laws.find(({ id }) => id === law)?.title ?? '',
    rule,
    verdict,
    summary,
    laws: finding.laws,
    run: failure.run,
    caseId: failure.smallestId,
    replay: failure.replay,
    text: storedFailureText(finding),
    // A campaign may have several findings of one law and rule: its signature tells them apart.
    identity: fingerprint === undefined ? [law, rule, verdict] : [rule, fingerprint],
  };
}

function failureOf({ id, failing, failure }: LawDocument, findings: readonly CiFinding[]): CiFailure | null {
  if (failure !== null) return lawFailure(id, { ...failure.violation, replay: failure.replay }, findings);
  const [first] = failing;
  return first === undefined ? null : lawFailure(id, { ...first, summary: groupText(first), replay: null }, findings);
}

function groupText({ verdict, cases, run }: GroupDocument): string {
  return `${plural(cases, 'case')} ${verdict}, the first in run ${run}`;
}

function whySkipped({ failing, failure, known, outOfLevel, verdicts, notJudged }: LawDocument): string | null {
  if (failure !== null || [failing, known, outOfLevel].some(({ length }) => length > 0)) return null;
  const cases = Object.values(verdicts).reduce((sum, n) => sum + n, 0);
  return cases > 0 && cases === verdicts['unsupported'] ? 'the engine supports none of its cases' : notJudged;
}

function knownOf(
  { id, known }: LawDocument,
  entries: NonNullable<ResultDocument['knownFailing']>['entries'],
): CiKnown[] {
  return known.map(({ lines = [], ...group }) => ({
    ...group,
    law: id,
    reasons: reasonsAt(lines, entries),
  }));
}
