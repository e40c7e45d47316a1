import { createHash } from 'node:crypto';
import type { Case } from './case.ts';
import { formatCase } from './case-file.ts';

/** Hex digits of a case id: short enough to say, long enough for millions of cases. */
export const CASE_ID_DIGITS = 12;

/** The name of a case: the first digits of its file's sha-256, so `sha256sum` gives it too, unless the file tells exchanges. */
export function caseId(of: Case): string {
  return createHash('sha256').update(formatCase(of)).digest('hex').slice(0, CASE_ID_DIGITS);
}
