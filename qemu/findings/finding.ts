import type { Dialect } from '../../vmstate/dialect.ts';

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

/** A request or part of a response; see finding.json. */
export type JsonMessage = Readonly<Record<string, Json>>;

/** What an engine does with a request: part of its response, or a crash. */
export type Behaviour = 'crashed' | JsonMessage;

/** One request, and what each release does with it. */
export interface FindingExchange {
  readonly says: string;
  readonly request: JsonMessage;
  readonly observed: Readonly<Partial<Record<Dialect, Behaviour>>>;
  /** What a correct engine does; absent: this exchange only shows the context. */
  readonly expected?: JsonMessage;
}

/** A defect or an asymmetry of QEMU: docs/findings/<name>.json. */
export interface QemuFinding {
  readonly name: string;
  readonly title: string;
  readonly rules: readonly string[];
  readonly reason: string;
  readonly exchanges: readonly FindingExchange[];
}
