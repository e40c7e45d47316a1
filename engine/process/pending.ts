import type { Broken } from '../engine.ts';
import { ProtocolFault, type JsonObject } from '../protocol/fault.ts';
import type { RequestBody } from '../protocol/encode-request.ts';
import type { Scan } from '../protocol/scan.ts';

/**
 * A suspect's second chance, on its own. `alone`: nothing else is in flight.
 * `drained`: the process is its own as well, and all of its output is awaited
 * before the verdict.
 */
export type Trial = 'alone' | 'drained';

/** How a request's answer is read. */
export interface Reader<Outcome> {
  /** The answer whose members after the id begin here, if it has the usual form; otherwise null. */
  readonly scan: (scan: Scan) => Outcome | null;
  /** Any answer; throws ProtocolFault. */
  readonly decode: (response: JsonObject) => Outcome;
}

/** A request on its way to its one verdict. */
export interface Pending {
  readonly id: number;
  readonly body: RequestBody;
  trial: Trial | null;
  /** The request as it is written, without the end of its line. */
  text(): string;
  /** Takes the engine's answer, if it has the usual form, without reporting it yet. */
  scan(scan: Scan): boolean;
  /** Takes any answer of the engine, without reporting it yet. */
  receive(response: JsonObject): void;
  /** Takes the runner's verdict instead of an answer. */
  spoil(verdict: Broken): void;
  /** Reports the verdict. */
  release(): void;
}

/** What a pending request is made of. */
export interface Submission<Outcome> {
  readonly id: number;
  readonly body: RequestBody;
  readonly reader: Reader<Outcome>;
  /** The last lines of the engine's stderr at this moment. */
  readonly stderr: () => string;
  readonly tell: (outcome: Outcome | Broken) => void;
}

export function createPending<Outcome>({ id, body, reader, stderr, tell }: Submission<Outcome>): Pending {
  let outcome: Outcome | Broken | undefined;
  return {
    id,
    body,
    trial: null,
    text: () => `{"id":${id}${[...body].join('')}`.trimEnd(),
    scan(scan) {
      const scanned = reader.scan(scan);
      if (scanned === null) return false;
      outcome = scanned;
      return true;
    },
    receive(response) {
      try {
        outcome = reader.decode(response);
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
