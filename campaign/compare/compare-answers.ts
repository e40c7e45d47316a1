import type { LoadOutcome, SaveOutcome } from '../../engine/engine.ts';
import { answerText } from '../../spec/answer.ts';
import type { Tell } from './difference.ts';

/** Compares the kind of two answers and, when both refused, the codes; an engine's words are its own affair. */
export function compareAnswers(
  operation: 'save' | 'load',
  a: SaveOutcome | LoadOutcome,
  b: SaveOutcome | LoadOutcome,
  tell: Tell,
): void {
  if (a.status !== b.status) {
    const sides = { a: { status: a.status, text: answerText(a) }, b: { status: b.status, text: answerText(b) } };
    tell(`${operation}/status`, { kind: 'answer', ...sides });
    return;
  }
  tell(`${operation}/status`, null);
  if (a.status !== 'rejected' || b.status !== 'rejected') return;
  tell(
    `${operation}/code`,
    a.code === b.code ? null : { kind: 'number', what: 'the code', path: '', a: a.code, b: b.code },
  );
}
