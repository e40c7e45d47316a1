import { formatCase } from '../../vmstate/case/case-file.ts';
import { caseId } from '../../vmstate/case/case-id.ts';
import type { KnownFailing } from '../../campaign/known-failing/audit.ts';
import {
  conforms,
  passes,
  whyNotJudged,
  type CampaignResult,
  type Failure,
  type JudgedBy,
  type LawResult,
} from '../../campaign/result.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { valueJson } from '../../vmstate/model/value-json.ts';
import { statisticsDocument } from './statistics-json.ts';

/** A result as one JSON document: bytes in hex, 64-bit integers as decimal strings. */
export function resultJson(result: CampaignResult, interrupted: boolean): string {
  const { statistics, knownFailing, laws, ...rest } = result;
  const document = {
    conforms: conforms(result),
    passes: passes(result),
    interrupted,
    ...rest,
    statistics: statisticsDocument(statistics, result.dialect),
    laws: laws.map((law) => lawDocument(law, result)),
    knownFailing: knownFailing === null ? null : knownDocument(knownFailing),
  };
  return `${JSON.stringify(document, plain, 2)}\n`;
}

function lawDocument(result: LawResult, by: JudgedBy): object {
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
    failure: failure === null ? null : failureDocument(failure),
  };
}

/** Its cases are as in case files, for `--case` to read. */
function failureDocument({ run, shrinks, original, smallest, violation, load }: Failure): object {
  const { law, rule, verdict, summary, evidence } = violation;
  const told =
    load === null
      ? {}
      : { load: { wire: load.wire, versionId: load.versionId, before: valueJson(load.before.values) } };
  return {
    run,
    shrinks,
    violation: { law, rule, verdict, summary, evidence, ...told },
    originalId: caseId(original),
    original: caseDocument(original),
    smallestId: caseId(smallest),
    smallest: caseDocument(smallest),
  };
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

function caseDocument(of: Case): unknown {
  return JSON.parse(formatCase(of));
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return value;
}
