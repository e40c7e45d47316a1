import { failureDocument, plainJson } from '../../campaign/failure-document.ts';
import type { KnownFailing } from '../../campaign/known-failing/audit.ts';
import {
  conforms,
  passes,
  whyNotJudged,
  type CampaignResult,
  type Failure,
  type LawResult,
} from '../../campaign/result.ts';
import type { ReportContext } from '../context.ts';
import { createColors } from '../terminal/colors.ts';
import { conclusion } from '../terminal/conclusion.ts';
import { replayLine, type ReplaySource } from '../terminal/replay.ts';
import { RESULT_FORMAT } from './format.ts';
import { statisticsDocument } from './statistics-json.ts';

type Told = Pick<ReportContext, 'interrupted' | 'source'>;

/** A result as one JSON document: bytes in hex, 64-bit integers as decimal strings. */
export function resultJson(result: CampaignResult, { interrupted, source }: Told): string {
  const { statistics, knownFailing, laws, findings, ...rest } = result;
  const document = {
    format: RESULT_FORMAT,
    conforms: conforms(result),
    passes: passes(result),
    interrupted,
    conclusion: conclusion(result, interrupted, createColors(false)),
    ...rest,
    engineFlags: source.engineFlags,
    statistics: statisticsDocument(statistics, result.dialect),
    findings: findings.map(({ failure, laws: shown, lookAlikes }) => ({
      laws: shown,
      lookAlikes: lookAlikes.map(({ id, breaks, rules }) => ({ id, breaks, rules })),
      failure: told(failure, result, source),
    })),
    laws: laws.map((law) => lawDocument(law, result, source)),
    knownFailing: knownFailing === null ? null : knownDocument(knownFailing),
  };
  return `${JSON.stringify(document, plainJson, 2)}\n`;
}

function lawDocument(result: LawResult, by: CampaignResult, source: ReplaySource): object {
  const {
    law: { id, title, rules },
    failure,
    ...rest
  } = result;
  return {
    id,
    title,
    rules,
    ...rest,
    notJudged: whyNotJudged(result, by),
    failure: failure === null ? null : told(failure, by, source),
  };
}

function told(failure: Failure, by: CampaignResult, source: ReplaySource): object {
  const { repeats, steps, exchanges } = failure;
  return { ...failureDocument(failure), repeats, steps, exchanges, replay: replayLine(source, by, failure) };
}

function knownDocument({ list: { file }, entries, ambiguities }: KnownFailing): object {
  return {
    file,
    entries: entries.map(({ entry: { line, text, reason, link }, outcome, violations }) => ({
      line,
      pattern: text,
      reason,
      link,
      outcome,
      violations,
    })),
    ambiguities,
  };
}
