import { allLaws as allLaws } from '../spec/laws/index.ts';

/**
 * A law: an executable property of every case.
 *
 * @since 0.1.0
 */
export interface LawInfo {
  /** Stable id, such as `load/truncated`. */
  readonly id: string;
  /** What holds, in one sentence. */
  readonly title: string;
  /** Ids of the rules it checks (spec/rules/rules.md). */
  readonly rules: readonly string[];
}

/**
 * Every law, in the order of the reports.
 *
 * @since 0.1.0
 */
export const laws: readonly LawInfo[] = allLaws.map(({ id, title, rules }) => ({ id, title, rules }));
