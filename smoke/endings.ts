import { converse, type Conversation } from './converse.ts';
import type { Message } from './exchange.ts';
import type { RawConnection } from './raw-connection.ts';

/** How long an engine may take to exit after `bye`, on a busy machine too. */
export const EXIT_MS = 3000;

export const BYE = 'bye is answered, and the engine exits with 0 within three seconds';
export const END_OF_INPUT =
  'at the end of input the engine finishes its responses and exits with 0 within three seconds';

export const bye: Message = { request: { op: 'bye' }, schema: 'bye', expected: [{ status: 'ok' }] };

/** Sends bye and waits for the exit. */
export function sayBye(connection: RawConnection, id: number, timeoutMs: number): Promise<Conversation> {
  return untilExit(connection, converse(connection, [bye], id, timeoutMs), 'bye');
}

/** Ends the input right behind the messages and waits for the exit. */
export function endInput(
  connection: RawConnection,
  messages: readonly Message[],
  id: number,
  timeoutMs: number,
): Promise<Conversation> {
  const talk = converse(connection, messages, id, timeoutMs);
  connection.end();
  return untilExit(connection, talk, 'the end of input');
}

async function untilExit(
  connection: RawConnection,
  talk: Promise<Conversation>,
  event: 'bye' | 'the end of input',
): Promise<Conversation> {
  // Here the engine is meant to exit.
  const result = { ...(await talk), gone: null };
  const ending = await connection.ended(EXIT_MS);
  if (ending?.clean === true) return result;
  const how =
    ending === null
      ? `has not exited ${EXIT_MS} ms after ${event}`
      : `${ending.how} after ${event}, instead of exiting with 0`;
  return { ...result, problems: [...result.problems, `the engine ${how}`] };
}
