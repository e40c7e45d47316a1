import type { Engine } from '../engine.ts';

/** A request to a program and its answer, as they were written: lines without their ends. */
export interface WrittenExchange {
  readonly request: string;
  /** Null: there was no answer, or none that belongs to the request. */
  readonly answer: string | null;
}

/** An engine whose requests and answers can be seen: a program. */
export interface Watchable {
  /** Gives what is sent and answered from now on; null: no longer. */
  watch(listener: ((exchange: WrittenExchange) => void) | null): void;
}

/** Whether an engine is a program, of which there are requests and answers to see. */
export function isWatchable(engine: Engine): engine is Engine & Watchable {
  return 'watch' in engine;
}
