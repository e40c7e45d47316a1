import type { Json, JsonMessage } from './finding.ts';

/** A fresh process of an engine; each line of its output is read as it was written. */
export interface LineConnection {
  write(line: string): void;
  /** Ends the process's input. */
  end(): void;
  /** The next line, or why there is none within `ms`. */
  read(
    ms: number,
  ): Promise<
    | { readonly kind: 'line'; readonly line: string }
    | { readonly kind: 'late' }
    | { readonly kind: 'gone'; readonly how: string; readonly signalled: boolean }
  >;
  kill(): void;
  /** Resolves when the process has ended, or after `ms`. */
  ended(ms: number): Promise<unknown>;
}

/** Starts a program and its arguments. */
export type OpenConnection = (command: readonly string[]) => LineConnection;

/** What an engine did with a request. */
export type Response =
  | { readonly kind: 'answer'; readonly answer: JsonMessage }
  | { readonly kind: 'crashed'; readonly how: string }
  /** No response in time, or one that is not a JSON object. */
  | { readonly kind: 'invalid'; readonly how: string };

const TIMEOUT_MS = 60_000;

/**
 * Sends one request to a process of its own, so that a crash does not affect
 * the next request.
 */
export async function sendRequest(connection: LineConnection, request: JsonMessage): Promise<Response> {
  try {
    connection.write(JSON.stringify({ id: 1, ...request }));
    connection.end();
    const read = await connection.read(TIMEOUT_MS);
    switch (read.kind) {
      case 'line': {
        const answer = parse(read.line);
        return answer === null
          ? { kind: 'invalid', how: 'a response that is not a JSON object' }
          : { kind: 'answer', answer };
      }
      case 'gone':
        // Only a signal is a crash of the engine: a program that cannot be started, or exits, shows nothing.
        return { kind: read.signalled ? 'crashed' : 'invalid', how: read.how };
      case 'late':
        return { kind: 'invalid', how: `no response within ${TIMEOUT_MS} ms` };
    }
  } finally {
    connection.kill();
    await connection.ended(TIMEOUT_MS);
  }
}

function parse(line: string): JsonMessage | null {
  try {
    const value = JSON.parse(line) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonMessage) : null;
  } catch {
    return null;
  }
}
