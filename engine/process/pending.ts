import type { Broken } from '../engine.ts';
import { ProtocolFault, type JsonObject } from './fault.ts';
import type { RequestBody } from './encode-request.ts';

/**
 * A suspect's second chance, on its own. `alone`: nothing else is in flight.
 * `drained`: the process is its own as well, and all of its output is awaited
 * before the verdict.
 */
export type Trial = 'alone' | 'drained';

/** A request on its way to its one verdict. */
export interface Pending {
  readonly id: number;
  readonly body: RequestBody;
  trial: Trial | null;
  /** Takes the engine's answer, without telling it yet. */
  receive(response: JsonObject): void;
  /** Takes the runner's verdict instead of an answer. */
  spoil(verdict: Broken): void;
  /** Tells the verdict. */
  release(): void;
}

export function createPending<Outcome>(
  id: number,
  body: RequestBody,
  decode: (response: JsonObject) => Outcome,
  stderr: () => string,
  tell: (outcome: Outcome | Broken) => void,
): Pending {
  let outcome: Outcome | Broken | undefined;
  return {
    id,
    body,
    trial: null,
    receive(response) {
      try {
        outcome = decode(response);
      } catch (error) {
        if (!(error instanceof ProtocolFault)) throw error;
        outcome = { status: 'protocol-error', message: error.message, stderr: stderr() };
      }
    },
    spoil(verdict) {
      outcome = verdict;
    },
    release() {
      if (outcome !== undefined) tell(outcome);
    },
  };
}
