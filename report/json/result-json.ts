import { formatCase } from '../../campaign/case-file.ts';
import { conforms, type CampaignResult, type Failure, type LawResult } from '../../campaign/result.ts';
import { combinationsOf } from '../../generators/census.ts';
import type { Case } from '../../vmstate/case.ts';

/** A result as one JSON document: bytes in hex, 64-bit integers as decimal strings. */
export function resultJson(result: CampaignResult, interrupted: boolean): string {
  const { census, laws, ...rest } = result;
  const { cases, fields, structs, deepest } = census;
  const document = {
    conforms: conforms(result),
    interrupted,
    ...rest,
    census: { cases, fields, structs, deepest, combinations: combinationsOf(census) },
    laws: laws.map(lawDocument),
  };
  return `${JSON.stringify(document, plain, 2)}\n`;
}

function lawDocument({ law: { id, title, rules }, failure, ...rest }: LawResult): object {
  return { id, title, rules, ...rest, failure: failure === null ? null : failureDocument(failure) };
}

/** Its cases are as in case files, for `--case` to read. */
function failureDocument({ original, smallest, ...rest }: Failure): object {
  return { ...rest, original: caseDocument(original), smallest: caseDocument(smallest) };
}

function caseDocument(of: Case): unknown {
  return JSON.parse(formatCase(of));
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return value;
}
