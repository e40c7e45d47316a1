import type { Failure } from '../result.ts';

/** One cause of failure, told once, whatever the number of laws that show it. */
export interface RunFinding {
  /** The smallest case of all laws that show it, and what the first of these laws says of it. */
  readonly failure: Failure;
  /** Ids of the laws that show it, in the order of the laws. */
  readonly laws: readonly string[];
}
