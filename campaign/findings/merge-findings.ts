import type { FindingRecord } from '../stream/finding-record.ts';

/**
 * Puts findings of the same signature together: the smallest case stands for
 * all, the failing cases add up. The order of the input does not matter.
 */
export function mergeFindings(findings: readonly FindingRecord[]): FindingRecord[] {
  const merged = new Map<string, FindingRecord>();
  for (const finding of findings) {
    const other = merged.get(finding.fingerprint);
    merged.set(finding.fingerprint, other === undefined ? finding : join(finding, other));
  }
  return [...merged.values()].sort((a, b) => a.failure.run - b.failure.run || (a.fingerprint < b.fingerprint ? -1 : 1));
}

function join(a: FindingRecord, b: FindingRecord): FindingRecord {
  return { ...(isSmaller(a, b) ? a : b), cases: a.cases + b.cases };
}

/** By the length of the case, then by its text and the run, so that one of any two is the smaller. */
function isSmaller(a: FindingRecord, b: FindingRecord): boolean {
  const [x, y] = [JSON.stringify(a.failure.smallest), JSON.stringify(b.failure.smallest)];
  if (x.length !== y.length) return x.length < y.length;
  if (x !== y) return x < y;
  return a.failure.run !== b.failure.run
    ? a.failure.run < b.failure.run
    : a.failure.violation.law < b.failure.violation.law;
}
