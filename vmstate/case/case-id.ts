import type { Case } from './case.ts';
import { sha256OfText } from '../sha256.ts';
import { formatCase } from './case-file.ts';

/** Hex digits of a case id: short enough to say, long enough for millions of cases. */
export const CASE_ID_DIGITS = 12;

/**
 * The id of a case: the first 12 hex digits of the SHA-256 of {@link formatCase}.
 *
 * @example
 * ```ts
 * await writeFile(`${caseId(failure.case)}.json`, formatCase(failure.case));
 * ```
 * @since 0.1.0
 */
export function caseId(of: Case): string {
  return sha256OfText(formatCase(of)).slice(0, CASE_ID_DIGITS);
}
