import type { Law } from '../../spec/law.ts';
import type { Level } from '../../spec/rules/rules.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { DirectedSearch } from '../directed/search.ts';
import type { DeviceMaker } from '../run.ts';
import type { KnownList } from '../known-failing/entry.ts';
import type { RunRange } from '../stream/record.ts';

/** What decides every result of a campaign, beside the engine. */
export interface FuzzPlan {
  readonly dialect: Dialect;
  /** A 32-bit integer. */
  readonly seed: number;
  /** Runs of a chunk: chunk i begins at run i times as many. */
  readonly chunk: number;
  /** The selected laws, those about what the engine does not see among them. */
  readonly laws: readonly Law[];
  readonly level: Level;
  readonly known: KnownList | undefined;
  /** Real descriptions as the source of cases; undefined: they are generated. */
  readonly devices?: DeviceMaker | undefined;
  /** What makes the cases of a directed search; undefined: each run has the case of its seed. */
  readonly directed?: DirectedSearch | undefined;
}

/** The runs of a campaign that only its time ends. */
export const UNTIL_STOPPED: number = 2 ** 31 - 1;

/** The chunks of a range, in order. The first and the last may be shorter. */
export function* chunksOf({ first, runs }: RunRange, chunk: number): Generator<RunRange, undefined, undefined> {
  const end = first + runs;
  for (let at = first; at < end;) {
    const next = Math.min(end, (Math.floor(at / chunk) + 1) * chunk);
    yield { first: at, runs: next - at };
    at = next;
  }
}
