import { annotate } from '../../oracle/annotate.ts';
import { byteOwner } from '../../oracle/span.ts';
import { wrongAnswer } from '../answer.ts';
import { blame } from '../blame.ts';
import { firstDifference, sameBytes } from '../bytes.ts';
import type { ObservingLaw } from '../law.ts';
import type { RuleId } from '../rules.ts';
import type { Subject } from '../subject.ts';
import type { Violation } from '../violation.ts';

/** Law 1: what an engine writes is what the oracle computes. */
export const saveBytes: ObservingLaw = {
  id: 'save/bytes',
  title: 'a save writes the bytes of the oracle',
  rules: [
    'VMS-WIRE-1', 'VMS-WIRE-2', 'VMS-WIRE-3', 'VMS-WIRE-4', 'VMS-WIRE-5', 'VMS-EXIST-1', 'VMS-VERSION-2', 'VMS-STRUCT-1', 'VMS-COUNT-1',
    'VMS-COUNT-2', 'VMS-COUNT-3', 'VMS-COUNT-4', 'VMS-COUNT-5', 'VMS-SIZE-2', 'VMS-SIZE-3', 'VMS-POINTER-1', 'VMS-NULL-1', 'VMS-AUTO-1',
  ],
  every: 1,
  kind: 'observing',
  judge(subject, { save }) {
    if (save.status !== 'ok') return wrongAnswer('save/bytes', ruleOfModel(subject), 'save', 'ok', save);
    return sameBytes(save.wire, subject.wire) ? null : differentBytes('save/bytes', subject, save.wire, 'save');
  },
};

/** The violation for bytes that are not the oracle's. */
export function differentBytes(law: string, subject: Subject, received: Uint8Array, side: 'save' | 'load'): Violation {
  const { model, dialect } = subject.case;
  const annotated = annotate(model, dialect);
  const at = firstDifference(annotated.bytes, received);
  // Bytes too many or too few are the doing of what stands before them, if of anything.
  const owner = byteOwner(annotated, at) ?? annotated.spans.at(-1);
  const where = owner === undefined ? '' : ` (${owner.path} ${owner.type})`;
  return {
    law,
    rule: owner === undefined ? ruleOfModel(subject) : blame(model, owner.path, side),
    verdict: 'nonconform',
    summary: `${received.length} bytes instead of ${annotated.bytes.length}, the first difference at byte ${at}${where}`,
    evidence: { kind: 'bytes', expected: annotated.bytes, received, spans: annotated.spans },
  };
}

/** Without a byte to go by: the first described member is as good as any, and in a shrunk case the only one. */
export function ruleOfModel({ case: { model } }: Subject, side: 'save' | 'load' = 'save'): RuleId {
  const member = model.shape.members.findLast(({ migrated }) => migrated);
  return blame(model, member?.name ?? '', side);
}
