import { weightOf } from '../../generators/shrink/weight.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import type { Failure } from '../result.ts';
import type { KnownBug } from './known-bug.ts';

/** A finding while causes are looked for. */
export interface FindingDraft {
  readonly key: string;
  failure: Failure;
  readonly laws: Set<string>;
  /** The known bugs that may be its cause. */
  lookAlikes: readonly KnownBug[];
}

/** The bugs that explain the most findings, all of them the same ones; null: no bug explains any. */
export function likeliest(
  drafts: ReadonlySet<FindingDraft>,
): { readonly bugs: readonly KnownBug[]; readonly explained: readonly FindingDraft[] } | null {
  const explainedBy = new Map<KnownBug, FindingDraft[]>();
  for (const draft of drafts)
    for (const bug of draft.lookAlikes) explainedBy.set(bug, [...(explainedBy.get(bug) ?? []), draft]);
  const most = [...explainedBy.values()].reduce<readonly FindingDraft[]>((a, b) => (b.length > a.length ? b : a), []);
  if (most.length === 0) return null;
  const bugs = [...explainedBy]
    .filter(([, explained]) => explained.length === most.length && explained.every((each, i) => each === most[i]))
    .map(([bug]) => bug);
  return { bugs, explained: most };
}

/** A finding that names a rule of the bugs tells them best, of these the one with the smallest device: what is least comes first. */
export function ranksUnder(bugs: readonly KnownBug[], { failure: { violation, smallest } }: FindingDraft): number[] {
  const names = bugs.some(({ rules }) => rules.includes(violation.rule));
  return [names ? 0 : 1, weightOf(smallest.model)];
}

/**
 * The failure under a rule that the bugs break: the one that says it best, if they
 * agree; else that of the failure, or the one that most failing cases are held to.
 */
export function ruledBy(bugs: readonly KnownBug[], failure: Failure, cases: ReadonlyMap<RuleId, number>): Failure {
  const broken = bugs.flatMap(({ rules }) => rules);
  const { violation } = failure;
  if (broken.length === 0) return failure;
  const [best, ...others] = new Set(bugs.map(({ rule }) => rule));
  const named = broken.includes(violation.rule)
    ? violation.rule
    : broken.reduce((a, b) => ((cases.get(b) ?? 0) > (cases.get(a) ?? 0) ? b : a));
  const rule = others.length === 0 ? (best ?? named) : named;
  return { ...failure, violation: { ...violation, rule } };
}
