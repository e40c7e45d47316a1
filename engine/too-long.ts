import type { LoadOutcome, SaveOutcome } from './engine.ts';

const WORDS = 'a line is longer than';

/** The message of the protocol error that an answer beyond the limit is. */
export function tooLongMessage(maxLineBytes: number): string {
  return `${WORDS} ${maxLineBytes} bytes`;
}

/** Whether the engine answered more than is read. */
export function isTooLong(outcome: SaveOutcome | LoadOutcome): boolean {
  return outcome.status === 'protocol-error' && outcome.message.startsWith(WORDS);
}
