import type { Dialect } from '../../vmstate/dialect.ts';
import type { Asked } from './ask.ts';
import type { Answer, Exchange, Finding, Observed } from './finding.ts';
import { matches } from './match.ts';

/** What an engine does now, against what was observed. */
export type Verdict =
  | { readonly kind: 'observed'; readonly exchanges: number }
  /** It does what is expected: the finding is fixed. */
  | { readonly kind: 'gone'; readonly says: string }
  | { readonly kind: 'differs'; readonly says: string; readonly now: string };

const SHOWN = 300;

function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function told(asked: Asked): string {
  return asked.kind === 'answer' ? shorten(JSON.stringify(asked.answer)) : asked.how;
}

/** Null when the exchange goes as it was observed. */
function judgeExchange({ says, expected }: Exchange, observed: Observed, asked: Asked): Verdict | null {
  if (asked.kind === 'nonsense') return { kind: 'differs', says, now: asked.how };
  const now: Observed = asked.kind === 'crashed' ? 'crashed' : asked.answer;
  if (matches(observed, now)) return null;
  if (expected !== undefined && matches(expected, now)) return { kind: 'gone', says };
  return { kind: 'differs', says, now: told(asked) };
}

/**
 * Asks an engine all that a finding says of its dialect. The first exchange
 * that goes another way decides; null when the finding says nothing of it.
 */
export async function judge(
  finding: Finding,
  dialect: Dialect,
  ask: (request: Answer) => Promise<Asked>,
): Promise<Verdict | null> {
  let exchanges = 0;
  for (const exchange of finding.exchanges) {
    const observed = exchange.observed[dialect];
    if (observed === undefined) continue;
    exchanges++;
    const verdict = judgeExchange(exchange, observed, await ask(exchange.request));
    if (verdict !== null) return verdict;
  }
  return exchanges === 0 ? null : { kind: 'observed', exchanges };
}
