import { annotate } from '../../oracle/wire/annotate.ts';
import { byteOwner, type Annotated, type SpanType } from '../../oracle/wire/span.ts';
import { attributedRule } from '../attribution/attribute.ts';
import { ruleOfLostOrAdded } from '../attribution/lost-or-added.ts';
import { ruleOfModel } from '../attribution/rule-of-model.ts';
import type { RuleId } from '../rules/rules.ts';
import type { Subject } from '../subject.ts';
import type { Violation } from '../violation.ts';
import { structsOf, type StructShape } from '../../vmstate/model/model.ts';
import { nameBytes } from '../../vmstate/name-bytes.ts';
import { QEMU_VM_SUBSECTION } from '../../vmstate/wire.ts';
import { bytesText, firstDifference, sameBytes } from './bytes.ts';

/** The violation for bytes that are not the oracle's. */
export function differentBytes(law: string, subject: Subject, received: Uint8Array, side: 'save' | 'load'): Violation {
  const { model, dialect } = subject.case;
  const annotated = annotate(model, dialect);
  const at = firstDifference(annotated.bytes, received);
  const early = subsectionAt(annotated, received, at) || subsectionTooMany(model.shape, received, at);
  // Bytes too many or too few are the doing of what stands before them, if of anything.
  const owner = byteOwner(annotated, at) ?? annotated.spans.at(-1);
  const where = owner === undefined ? '' : ` (${owner.path} ${owner.type})`;
  const marker = owner === undefined || side === 'load' ? null : ruleOfMarker(owner.type);
  return {
    law,
    rule:
      (early ? null : marker) ??
      (early
        ? 'VMS-SUB-1'
        : (ruleOfLostOrAdded(model, annotated, received, side) ??
          (owner === undefined ? ruleOfModel(subject) : attributedRule(model, owner.path, side)))),
    verdict: 'nonconform',
    summary: `${bytesText(annotated.bytes, received)}${where}`,
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

/** True when a subsection of the device stands at byte `at` that is not needed. */
function subsectionTooMany(shape: StructShape, received: Uint8Array, at: number): boolean {
  if (received[at] !== QEMU_VM_SUBSECTION) return false;
  const name = received.subarray(at + 2, at + 2 + (received[at + 1] ?? 0));
  return everySubsection(shape).some((struct) => sameBytes(nameBytes(struct.name), name));
}

function everySubsection({ members, subsections = [] }: StructShape): StructShape[] {
  const own = subsections.map(({ struct }) => struct);
  const inner = [...members.flatMap(({ element }) => structsOf(element)), ...own];
  return [...own, ...inner.flatMap(everySubsection)];
}

/** A marker that is saved has a rule of its own, whatever the array is. */
function ruleOfMarker(type: SpanType): RuleId | null {
  if (type === 'null marker') return 'VMS-NULL-1';
  return type === 'pointer marker' ? 'VMS-AUTO-1' : null;
}
