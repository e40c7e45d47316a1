import { plural } from '../../vmstate/plural.ts';
import type { Violation } from '../violation.ts';
import { annotate } from '../../oracle/wire/annotate.ts';
import { byteOwner } from '../../oracle/wire/span.ts';
import { saveOutcome } from '../../oracle/save/outcome.ts';
import { bytesWritten } from '../../oracle/save/written.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { attributedRule } from '../attribution/attribute.ts';
import type { RuleId } from '../rules/rules.ts';
import { firstDifference, sameBytes } from './bytes.ts';

interface Saved {
  readonly model: Model;
  readonly dialect: Dialect;
}

/** The violation for other bytes of a refused save of the model than the oracle's; null: the same, or the engine does not tell. */
export function differentWritten(
  law: string,
  { model, dialect }: Saved,
  received: Uint8Array | undefined,
): Violation | null {
  const expected = bytesWritten(model, dialect);
  if (received === undefined || sameBytes(expected, received)) return null;
  return {
    law,
    rule: ruleOfDifference({ model, dialect }, expected, received),
    verdict: 'nonconform',
    summary: `the refused save left ${plural(received.length, 'byte')} in the stream instead of ${expected.length}`,
    evidence: { kind: 'bytes', expected, received, spans: [] },
  };
}

/** A byte that a member wrote is that member's affair, as it is in a save that is not refused. */
function ruleOfDifference({ model, dialect }: Saved, expected: Uint8Array, received: Uint8Array): RuleId {
  const at = firstDifference(expected, received);
  if (at >= Math.min(expected.length, received.length)) return 'VMS-CODE-3';
  const end = saveOutcome(model, dialect);
  // There is no whole save of a size that does not fit 64 bits.
  if (end.verdict === 'rejected' && end.cause === 'size') return 'VMS-CODE-3';
  const annotated = annotate(model, dialect);
  const owner = byteOwner(annotated, at);
  const isSame = sameBytes(annotated.bytes.subarray(0, at + 1), expected.subarray(0, at + 1));
  return owner === undefined || !isSame ? 'VMS-CODE-3' : attributedRule(model, owner.path, 'save');
}
