import type { Abi } from '../vmstate/host/abi.ts';
import type { Need } from '../vmstate/host/features.ts';
import type { JsonObject } from '../engine/protocol/fault.ts';

/** What the messages are made for: the engine's hello. */
export interface SmokeHost {
  readonly abi: Abi;
  /** The engine interprets memory of any ABI: each memory says its own. */
  readonly anyAbi: boolean;
  /** The integer of the simplest messages: any that the engine has. */
  readonly plain: PlainType;
  /** The flag for a count of 16 bits: from 11.2 on the same as for any other. */
  readonly counted: 'VMS_VARRAY_UINT16' | 'VMS_VARRAY';
}

/** The integers that will do where it does not matter which: the smallest first. */
export const plainTypes = ['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'uint64', 'int64'] as const;

export type PlainType = (typeof plainTypes)[number];

/** What every engine can do that does anything. */
export const plainNeeds: readonly Need[] = ['VMS_SINGLE', plainTypes.map((type) => `info:${type}`)];

/** The id of an answer to a line in which no id can be read. */
export const NO_ID = 0;

/** The operation whose response schema holds, or what a request that no schema allows may come to. */
export type Schema = 'hello' | 'save' | 'load' | 'values-load' | 'measure' | 'coverage' | 'bye' | 'error' | 'refusal';

/** One request and what must come back. */
export interface Message {
  /** Without its id. */
  readonly request: JsonObject;
  /** The line that is sent instead of a request, for it is none: the answer has the id 0. */
  readonly line?: string | undefined;
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
  readonly needs: readonly Need[];
  readonly messages: (host: SmokeHost) => readonly Message[];
}

/** What was seen of an exchange that failed. */
export interface ExchangeRecord {
  readonly problems: readonly string[];
  readonly sent: readonly string[];
  readonly expected: readonly string[];
  readonly received: readonly string[];
  readonly stderr: string;
}

export type Finding = { readonly name: string } & (
  | { readonly verdict: 'ok' }
  | { readonly verdict: 'skipped'; readonly reason: string }
  | { readonly verdict: 'failed'; readonly evidence: ExchangeRecord }
);
