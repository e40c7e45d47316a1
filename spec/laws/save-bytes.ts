import { annotate } from '../../oracle/wire/annotate.ts';
import { byteOwner, type Annotated } from '../../oracle/wire/span.ts';
import { wrongAnswer } from '../answer.ts';
import { blame } from '../attribution/attribute.ts';
import { firstDifference, sameBytes } from '../differences/bytes.ts';
import type { ObservingLaw } from '../law.ts';
import type { RuleId } from '../rules/rules.ts';
import type { Subject } from '../subject.ts';
import type { Violation } from '../violation.ts';

/** Law 1: what an engine writes is what the oracle computes. */
export const saveBytes: ObservingLaw = {
  id: 'save/bytes',
  title: 'a save writes the bytes of the oracle',
  rules: [
    'VMS-WIRE-1',
    'VMS-WIRE-2',
    'VMS-WIRE-3',
    'VMS-WIRE-4',
    'VMS-WIRE-5',
    'VMS-EXIST-1',
    'VMS-VERSION-2',
    'VMS-STRUCT-1',
    'VMS-COUNT-1',
    'VMS-COUNT-2',
    'VMS-COUNT-3',
    'VMS-COUNT-4',
    'VMS-COUNT-5',
    'VMS-SIZE-2',
    'VMS-SIZE-3',
    'VMS-POINTER-1',
    'VMS-NULL-1',
    'VMS-AUTO-1',
    'VMS-EXIST-2',
    'VMS-EXIST-3',
    'VMS-VERSION-3',
    'VMS-CHECK-1',
    'VMS-CHECK-2',
    'VMS-BITMAP-1',
    'VMS-TIMER-1',
    'VMS-BYTES-1',
    'VMS-SIZE-5',
    'VMS-LIST-1',
    'VMS-TREE-1',
    'VMS-TMP-1',
    'VMS-SUB-1',
    'VMS-SUB-4',
    'VMS-HOOK-2',
    'VMS-HOOK-3',
  ],
  every: 1,
  kind: 'observing',
  judge(subject, { save }) {
    const { refused } = subject;
    if (!subject.savable) return 'skip';
    if (refused !== null) {
      const rule = refused > 0 ? 'VMS-HOOK-3' : 'VMS-HOOK-2';
      return save.status === 'rejected' && save.code === refused
        ? null
        : wrongAnswer('save/bytes', rule, 'save', `rejected with ${refused}, by a hook`, save);
    }
    if (save.status !== 'ok') return wrongAnswer('save/bytes', ruleOfModel(subject), 'save', 'ok', save);
    return sameBytes(save.wire, subject.wire) ? null : differentBytes('save/bytes', subject, save.wire, 'save');
  },
};

/** The violation for bytes that are not the oracle's. */
export function differentBytes(law: string, subject: Subject, received: Uint8Array, side: 'save' | 'load'): Violation {
  const { model, dialect } = subject.case;
  const annotated = annotate(model, dialect);
  const early = subsectionAt(annotated, received, firstDifference(annotated.bytes, received));
  const at = firstDifference(annotated.bytes, received);
  // Bytes too many or too few are the doing of what stands before them, if of anything.
  const owner = byteOwner(annotated, at) ?? annotated.spans.at(-1);
  const where = owner === undefined ? '' : ` (${owner.path} ${owner.type})`;
  return {
    law,
    rule: early ? 'VMS-SUB-1' : owner === undefined ? ruleOfModel(subject) : blame(model, owner.path, side),
    verdict: 'nonconform',
    summary: `${received.length} bytes instead of ${annotated.bytes.length}, the first difference at byte ${at}${where}`,
    evidence: { kind: 'bytes', expected: annotated.bytes, received, spans: annotated.spans },
  };
}

/** True when a subsection of the state stands at byte `at`, where it does not belong. */
function subsectionAt({ bytes, spans }: Annotated, received: Uint8Array, at: number): boolean {
  return spans.some(({ type, start }, i) => {
    const name = spans[i + 1];
    if (type !== 'subsection marker' || name === undefined) return false;
    const header = bytes.subarray(start, name.start + name.length);
    return sameBytes(header, received.subarray(at, at + header.length));
  });
}

/** Without a byte to go by: the first described member is as good as any, and in a shrunk case the only one. */
export function ruleOfModel({ case: { model } }: Subject, side: 'save' | 'load' = 'save'): RuleId {
  const member = model.shape.members.findLast(({ migrated }) => migrated);
  return blame(model, member?.name ?? '', side);
}
