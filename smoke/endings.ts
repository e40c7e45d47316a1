import { converse, type Conversation } from './converse.ts';
import type { Message } from './exchange.ts';
import type { RawConnection } from './raw-connection.ts';

/** How long an engine may take to exit when it is told to. */
export const EXIT_MS = 1000;

export const BYE = 'bye is answered, and the engine exits with 0 within a second';
export const END_OF_INPUT = 'at the end of input the engine answers what it has and exits with 0 within a second';

export const bye: Message = { request: { op: 'bye' }, schema: 'bye', expected: [{ status: 'ok' }] };

/** Says goodbye and waits for the end. */
export function sayBye(connection: RawConnection, id: number, timeoutMs: number): Promise<Conversation> {
  return toTheEnd(connection, [bye], id, timeoutMs, 'bye');
}

/** Ends the input right behind the messages. */
export function endInput(
  connection: RawConnection,
  messages: readonly Message[],
  id: number,
  timeoutMs: number,
): Promise<Conversation> {
  return toTheEnd(connection, messages, id, timeoutMs, 'the end of input');
}

async function toTheEnd(
  connection: RawConnection,
  messages: readonly Message[],
  id: number,
  timeoutMs: number,
  what: 'bye' | 'the end of input',
): Promise<Conversation> {
  const talk = converse(connection, messages, id, timeoutMs);
  if (what !== 'bye') connection.end();
  // Here the engine is meant to go.
  const result = { ...(await talk), gone: null };
  const ending = await connection.ended(EXIT_MS);
  if (ending?.clean === true) return result;
  const how =
    ending === null
      ? `has not exited ${EXIT_MS} ms after ${what}`
      : `${ending.how} after ${what}, instead of exiting with 0`;
  return { ...result, problems: [...result.problems, `the engine ${how}`] };
}
