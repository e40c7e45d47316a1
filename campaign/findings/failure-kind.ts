import type { RuleId } from '../../spec/rules/rules.ts';
import type { Violation } from '../../spec/violation.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { fieldKindOf } from './field-kind.ts';

/** How an answer differs from the expected one: by bytes, memory, a number or the kind of answer; or the engine broke down. */
export type DivergenceKind =
  'bytes' | 'memory' | 'entries' | 'number' | 'answer' | 'unsupported' | 'crashed' | 'hung' | 'protocol-error';

/** What makes failing cases alike before they are shrunk. */
export interface FailureKind {
  readonly law: string;
  readonly rule: RuleId;
  readonly verdict: Violation['verdict'];
  readonly field: string;
  readonly divergence: DivergenceKind;
  /** Lines of the known-failing list that know it; empty: nothing does. */
  readonly known: readonly number[];
}

/** Failing cases that are alike. */
export interface FailureCount extends FailureKind {
  cases: number;
  /** The lowest run among them. */
  run: number;
}

/** By the key of their kind. */
export type FailureCounts = Map<string, FailureCount>;

export function failureKindOf(violation: Violation, of: Case, known: readonly number[]): FailureKind {
  const { law, rule, verdict } = violation;
  return { law, rule, verdict, field: fieldKindOf(violation, of), divergence: divergenceOf(violation), known };
}

export function divergenceOf({ verdict, evidence }: Violation): DivergenceKind {
  return verdict === 'nonconform' ? evidence.kind : verdict;
}

export function failureKey({ law, rule, verdict, field, divergence, known }: FailureKind): string {
  return [law, rule, verdict, field, divergence, known.join(',')].join(' ');
}

/** Adds failing cases to those of their kind; the order of the calls does not matter. */
export function addFailures(counts: FailureCounts, added: FailureCount): void {
  const key = failureKey(added);
  const count = counts.get(key);
  if (count === undefined) {
    counts.set(key, { ...added });
    return;
  }
  count.cases += added.cases;
  count.run = Math.min(count.run, added.run);
}

/** In the order of their first runs, then by kind: the same for every order of the calls. */
export function sortedFailures(counts: FailureCounts): FailureCount[] {
  return [...counts.entries()].sort(([a, x], [b, y]) => x.run - y.run || (a < b ? -1 : 1)).map(([, count]) => count);
}
