import type { Abi } from '../../../vmstate/abi.ts';
import type { JsonObject } from '../fault.ts';

/** What the messages are made for: the engine's hello. */
export interface Host {
  readonly abi: Abi;
  /** The engine interprets memory of any ABI: each memory says its own. */
  readonly anyAbi: boolean;
}

/** The operation whose response schema holds, or what a request that no schema allows may come to. */
export type Schema = 'hello' | 'save' | 'load' | 'values-load' | 'measure' | 'bye' | 'error' | 'refusal';

/** One request and what must come back. */
export interface Message {
  /** Without its id. */
  readonly request: JsonObject;
  readonly schema: Schema;
  /**
   * Members that the response must have, with these values; one of these will
   * do. Of a memory only the blocks count, and the order of slots does not.
   */
  readonly expected: readonly JsonObject[];
}

/** Some messages that are sent at once, and answered in any order. */
export interface Exchange {
  readonly name: string;
  /** Features without which it is left out. */
  readonly needs: readonly string[];
  readonly messages: (host: Host) => readonly Message[];
}

/** What was seen of an exchange that failed. */
export interface Evidence {
  readonly problems: readonly string[];
  readonly sent: readonly string[];
  readonly expected: readonly string[];
  readonly received: readonly string[];
  readonly stderr: string;
}

export type Finding = { readonly name: string } & (
  | { readonly verdict: 'ok' }
  | { readonly verdict: 'skipped'; readonly reason: string }
  | { readonly verdict: 'failed'; readonly evidence: Evidence }
);
