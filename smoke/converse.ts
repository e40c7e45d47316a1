import { readReply } from '../engine/protocol/reply.ts';
import { NO_ID, type Message } from './exchange.ts';
import { differences } from './match.ts';
import type { RawConnection } from './raw-connection.ts';
import { schemaProblems } from './schemas.ts';

/** What came of some messages. */
export interface Conversation {
  readonly problems: readonly string[];
  /** The lines as they were written, in both directions. */
  readonly sent: readonly string[];
  readonly received: readonly string[];
  /** How the engine ended meanwhile; null: it did not. */
  readonly gone: string | null;
  /** The connection can be used no more. */
  readonly broken: boolean;
}

/** How long a second answer to the same request may take to be noticed. */
const SETTLE_MS = 20;

/** Sends the messages with consecutive ids, all at once, and takes what comes back. */
export async function converse(
  connection: RawConnection,
  messages: readonly Message[],
  firstId: number,
  timeoutMs: number,
): Promise<Conversation> {
  const sent = messages.map(({ request, line }, i) => line ?? JSON.stringify({ id: firstId + i, ...request }));
  for (const line of sent) connection.write(line);
  const open = new Map(messages.map((message, i) => [message.line === undefined ? firstId + i : NO_ID, message]));
  const answered = new Set<number>();
  const received: string[] = [];
  const problems: string[] = [];

  function take(line: string): void {
    received.push(line);
    const reply = readReply(line);
    if (reply.kind === 'garbage') {
      problems.push(reply.message);
      return;
    }
    const { id, response } = reply;
    const message = open.get(id);
    if (message === undefined) {
      problems.push(
        answered.has(id)
          ? `request ${id} is answered more than once`
          : `a response has the id ${id}, which no request has`,
      );
      return;
    }
    open.delete(id);
    answered.add(id);
    const found = [...differences(response, message.expected), ...schemaProblems(message.schema, response)];
    problems.push(...found.map((problem) => (messages.length > 1 ? `request ${id}: ${problem}` : problem)));
  }

  for (;;) {
    const read = await connection.read(open.size > 0 ? timeoutMs : SETTLE_MS);
    if (read.kind === 'line') {
      take(read.line);
      continue;
    }
    const gone = read.kind === 'gone' ? read.how : null;
    const broken = gone !== null || open.size > 0;
    const waiting = `request${open.size > 1 ? 's' : ''} ${[...open.keys()].join(', ')}`;
    if (open.size > 0) problems.push(`no answer to ${waiting}${read.kind === 'late' ? ` within ${timeoutMs} ms` : ''}`);
    return { problems, sent, received, gone, broken };
  }
}
