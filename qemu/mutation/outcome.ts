import type { Mutant } from './mutants.ts';

/** What became of a mutant. */
export type MutantOutcome =
  | {
      readonly status: 'killed';
      /** The law and the rule that it broke first. */
      readonly law: string;
      readonly rule: string;
      readonly verdict: string;
      /** How many cases it took. */
      readonly cases: number;
    }
  | { readonly status: 'survived'; readonly cases: number }
  /** Its time was over before all cases were judged: another machine may kill it. */
  | { readonly status: 'out of time'; readonly cases: number }
  | { readonly status: 'same code' }
  | { readonly status: 'does not compile' };

export interface JudgedMutant {
  readonly mutant: Mutant;
  /** What the mutant changes, in a line. */
  readonly change: string;
  readonly outcome: MutantOutcome;
}
