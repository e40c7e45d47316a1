import type { Dialect } from '../../vmstate/dialect.ts';
import type { Response } from './send-request.ts';
import type { Behaviour, FindingExchange, JsonMessage, QemuFinding } from './finding.ts';
import { matches } from './match.ts';

/** What an engine does now, compared with what was observed. */
export type FindingVerdict =
  | { readonly kind: 'observed'; readonly exchanges: number }
  /** It does what is expected: the finding is fixed in this engine. */
  | { readonly kind: 'gone'; readonly says: string }
  | { readonly kind: 'differs'; readonly says: string; readonly now: string };

const SHOWN = 300;

function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function responseText(response: Response): string {
  return response.kind === 'answer' ? shorten(JSON.stringify(response.answer)) : response.how;
}

/** Null if the engine behaves as observed. */
function judgeExchange(
  { says, expected }: FindingExchange,
  observed: Behaviour,
  response: Response,
): FindingVerdict | null {
  if (response.kind === 'invalid') return { kind: 'differs', says, now: response.how };
  const now: Behaviour = response.kind === 'crashed' ? 'crashed' : response.answer;
  if (matches(observed, now)) return null;
  if (expected !== undefined && matches(expected, now)) return { kind: 'gone', says };
  return { kind: 'differs', says, now: responseText(response) };
}

/**
 * Sends an engine the requests that a finding has for its dialect. The first
 * that behaves differently decides; null if the finding has none.
 */
export async function judgeFinding(
  finding: QemuFinding,
  dialect: Dialect,
  send: (request: JsonMessage) => Promise<Response>,
): Promise<FindingVerdict | null> {
  let exchanges = 0;
  for (const exchange of finding.exchanges) {
    const observed = exchange.observed[dialect];
    if (observed === undefined) continue;
    exchanges++;
    const verdict = judgeExchange(exchange, observed, await send(exchange.request));
    if (verdict !== null) return verdict;
  }
  return exchanges === 0 ? null : { kind: 'observed', exchanges };
}
