import type { CampaignResult, LawResult } from '../../campaign/result.ts';
import { caseId } from '../../vmstate/case/case-id.ts';
import type { ReportContext } from '../context.ts';
import { fixedEntries, otherFailures, plainFailure, toldFindings, whySkipped, type ToldFinding } from '../finding.ts';
import { replayLine, type ReplaySource } from '../terminal/replay.ts';
import { lawFailure } from './law-failure.ts';
import { programFile } from '../sarif/program-file.ts';
import type { CiFailure, CiFinding, CiKnown, CiLaw, CiRun } from './run.ts';
import { reasonsAt } from './reasons.ts';
import { toleratedText } from './tolerated.ts';

/** The result of a run that has just ended. */
export function runOfResult(result: CampaignResult, { interrupted, source }: ReportContext): CiRun {
  const { engine, dialect, level, runs, cases, milliseconds, laws, knownFailing } = result;
  const findings = toldFindings(result).map((told) => findingOf(told, result, source));
  return {
    engine,
    dialect,
    level,
    seed: result.kind === 'generated' ? result.seed : null,
    runs,
    cases,
    milliseconds,
    interrupted,
    location: result.kind === 'given' ? result.from : programFile(source.engineFlags[1] ?? ''),
    laws: laws.map((law): CiLaw => ({
      id: law.law.id,
      failure: failureOf(law, findings, result, source),
      skipped: whySkipped(law, result),
      tolerated: toleratedText(law.known, law.outOfLevel),
    })),
    findings,
    known: laws.flatMap((law) => knownOf(law, result)),
    others: otherFailures(result),
    fixed: fixedEntries(result).map(({ entry }) => entry),
    knownFile: knownFailing?.list.file ?? '',
  };
}

function findingOf(told: ToldFinding, result: CampaignResult, source: ReplaySource): CiFinding {
  const { result: of, failure, laws } = told;
  const { rule, verdict, summary } = failure.violation;
  const { id, title } = of.law;
  return {
    law: id,
    title,
    rule,
    verdict,
    summary,
    laws,
    run: failure.run,
    caseId: caseId(failure.smallest),
    replay: replayLine(source, result, failure),
    text: plainFailure(result, told, source),
    identity: [id, rule, verdict],
  };
}

function failureOf(
  { law, failure }: LawResult,
  findings: readonly CiFinding[],
  result: CampaignResult,
  source: ReplaySource,
): CiFailure | null {
  if (failure === null) return null;
  return lawFailure(law.id, { ...failure.violation, replay: replayLine(source, result, failure) }, findings);
}

function knownOf({ law, known }: LawResult, { knownFailing }: CampaignResult): CiKnown[] {
  const entries = knownFailing?.list.entries ?? [];
  return known.map(({ lines, ...group }) => ({
    ...group,
    law: law.id,
    reasons: reasonsAt(lines, entries),
  }));
}
