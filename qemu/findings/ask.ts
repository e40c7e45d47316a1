import { openRaw } from '../../smoke/raw-connection.ts';
import type { Answer, Json } from './finding.ts';

/** What became of a request. */
export type Asked =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'crashed'; readonly how: string }
  /** No answer in time, or one that is no JSON object. */
  | { readonly kind: 'nonsense'; readonly how: string };

const PATIENCE_MS = 60_000;

function parse(line: string): Answer | null {
  try {
    const value = JSON.parse(line) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Answer) : null;
  } catch {
    return null;
  }
}

/**
 * Sends one request to a process of its own: a crash is to be told from an
 * answer, and must not touch the next request.
 */
export async function ask(
  command: readonly string[],
  request: Answer,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Asked> {
  const connection = openRaw(command, env);
  try {
    connection.write(JSON.stringify({ id: 1, ...request }));
    connection.end();
    const read = await connection.read(PATIENCE_MS);
    switch (read.kind) {
      case 'line': {
        const answer = parse(read.line);
        return answer === null
          ? { kind: 'nonsense', how: 'an answer that is no JSON object' }
          : { kind: 'answer', answer };
      }
      case 'gone':
        // Only a signal is a crash of the engine: a program that cannot be started, or exits, shows nothing.
        return { kind: read.how.startsWith('was killed by') ? 'crashed' : 'nonsense', how: read.how };
      case 'late':
        return { kind: 'nonsense', how: `no answer for ${PATIENCE_MS} ms` };
    }
  } finally {
    connection.kill();
    await connection.ended(PATIENCE_MS);
  }
}
