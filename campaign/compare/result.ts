import type { Broken, Hello } from '../../engine/engine.ts';
import type { GenerationStatistics } from '../coverage/statistics.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { Aspect, Difference } from './difference.ts';

/** The smallest case found in which the two differ in one aspect. */
export interface Divergence {
  /** The run that first showed it. */
  readonly run: number;
  readonly original: Case;
  /** The shrunk case, and how the two differ in it. */
  readonly smallest: Case;
  readonly shrinks: number;
  readonly difference: Difference;
  /** The description of the smallest case. */
  readonly description: VMStateDescription;
}

export interface AspectResult {
  readonly aspect: Aspect;
  /** Cases in which both sides had something to compare. */
  readonly compared: number;
  readonly differing: number;
  /** Statuses or codes that stood against each other (`-5 | -22`), most frequent first. */
  readonly pairs: readonly Counted[];
  /** Null when the two never differ. */
  readonly divergence: Divergence | null;
}

export interface Counted {
  readonly what: string;
  readonly cases: number;
}

export interface SideResult {
  /** What the user calls the engine. */
  readonly name: string;
  readonly hello: Hello;
  /** Features that the dialect has and this engine does not support: nothing of theirs was generated. */
  readonly leftOut: readonly string[];
  /** Protocol errors and crashes outside of any case. */
  readonly incidents: readonly Broken[];
}

/** The outcome of a comparison; every report is made from this. */
export interface CompareResult {
  readonly kind: 'comparison';
  readonly a: SideResult;
  readonly b: SideResult;
  readonly dialect: Dialect;
  readonly seed: number;
  /** Requested number of cases. */
  readonly runs: number;
  /** Cases that were carried out. */
  readonly cases: number;
  readonly aspects: readonly AspectResult[];
  /** Cases in which both failed to answer in the same way; they count as alike. */
  readonly unanswered: readonly Counted[];
  /** Cases whose loads differ where the C has no defined behaviour; those loads are not counted. */
  readonly undefinedLoads: number;
  readonly statistics: GenerationStatistics;
  /** Flags, combinations or types that should have been generated and were not. */
  readonly missing: readonly string[];
  readonly milliseconds: number;
}

/** True if no case shows a difference and neither engine failed between cases. */
export function agree({ a, b, aspects }: CompareResult): boolean {
  return a.incidents.length === 0 && b.incidents.length === 0 && aspects.every(({ differing }) => differing === 0);
}

/** True when neither difference nor agreement was seen, as when both refuse to do anything. */
export function sawNothing(result: CompareResult): boolean {
  const answered = result.aspects.some(({ aspect, compared }) => !aspect.endsWith('/status') && compared > 0);
  return !answered && agree(result);
}
