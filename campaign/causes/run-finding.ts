import type { Failure } from '../result.ts';
import type { KnownBug } from './known-bug.ts';

/** One cause of failure, told once, whatever the number of laws that show it. */
export interface RunFinding {
  /** The smallest case of all laws that show it, and what the first of these laws says of it. */
  readonly failure: Failure;
  /** Ids of the laws that show it, in the order of the laws. */
  readonly laws: readonly string[];
  /** Bugs with which an engine would answer the case exactly so; empty: none that is known. */
  readonly lookAlikes: readonly KnownBug[];
}
