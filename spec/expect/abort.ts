import type { LoadOutcome, MaybePromise, SaveOutcome } from '../../engine/engine.ts';
import type { RequiredPointer } from '../../layout/required-pointers.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { everyMember } from '../attribution/every-member.ts';
import { wrongAnswer } from '../answer.ts';
import type { LawOutcome } from '../law.ts';
import { andThen } from '../maybe-promise.ts';
import type { RuleId } from '../rules/rules.ts';
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
 * with it, which all have to be sent again. `rare`: the case has what few have.
 */
export function isJudged(seed: number, rare: boolean): boolean {
  return rare || (seed & 7) === 0;
}

/** One of the pointers; one to a byte array, which few devices have, goes before. */
export function drawPointer(pointers: readonly RequiredPointer[], seed: number): RequiredPointer | undefined {
  const rare = pointers.filter(({ to }) => to === 'byte array');
  const drawn = rare.length > 0 ? rare : pointers;
  return drawn[seed % Math.max(1, drawn.length)];
}

/** The rule by which the pointer is not NULL. */
export function ruleOfNull({ to }: RequiredPointer): RuleId {
  return to === 'byte array' ? 'VMS-ABORT-4' : 'VMS-ABORT-2';
}

/** Whether the device has a byte array anywhere. */
export function hasByteArray({ shape }: Model): boolean {
  return everyMember(shape).some(({ element }) => element.kind === 'bytearray');
}
