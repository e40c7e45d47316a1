import type { Dialect } from '../../vmstate/dialect.ts';
import type { RuleId } from '../../spec/rules/rules.ts';

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

/** Part of a response; see finding.json. */
export type Answer = Readonly<Record<string, Json>>;

/** What an engine does with a request. */
export type Observed = 'crashed' | Answer;

/** One request, and what the releases make of it. */
export interface Exchange {
  readonly says: string;
  readonly request: Answer;
  readonly observed: Readonly<Partial<Record<Dialect, Observed>>>;
  /** Absent: this exchange only sets the scene. */
  readonly expected?: Answer;
}

/** A defect or an asymmetry of QEMU, as docs/findings/<name>.json tells it. */
export interface Finding {
  readonly name: string;
  readonly title: string;
  readonly rules: readonly RuleId[];
  readonly reason: string;
  readonly exchanges: readonly Exchange[];
}
