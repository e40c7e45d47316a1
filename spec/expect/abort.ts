import type { LoadOutcome, MaybePromise, SaveOutcome } from '../../engine/engine.ts';
import { wrongAnswer } from '../answer.ts';
import type { LawOutcome } from '../law.ts';
import { andThen } from '../maybe-promise.ts';
import type { Cited } from '../violation.ts';

/** Judges the answer to what ends the release's process: refusing it and dying of it are fine, success is not. */
export function expectNoSuccess(
  cited: Cited,
  what: string,
  answer: MaybePromise<SaveOutcome | LoadOutcome>,
): MaybePromise<LawOutcome> {
  return andThen(answer, (outcome): LawOutcome => {
    switch (outcome.status) {
      case 'rejected':
      case 'error':
      case 'crashed':
        return null;
      case 'unsupported':
        return 'skip';
      case 'ok':
      case 'hung':
      case 'protocol-error':
        return wrongAnswer(cited, what, 'a rejection (the release aborts)', outcome);
    }
  });
}

/**
 * Whether to judge the case at all. A process that dies takes the requests in flight
 * with it, which all have to be sent again.
 */
export function isJudged(seed: number): boolean {
  return (seed & 1) === 0;
}
