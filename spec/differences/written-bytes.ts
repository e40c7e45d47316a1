import { plural } from '../../vmstate/plural.ts';
import type { Violation } from '../violation.ts';
import { sameBytes } from './bytes.ts';

/** The violation for other bytes of a refused save than the oracle's; null: the same, or the engine does not tell. */
export function differentWritten(
  law: string,
  expected: Uint8Array,
  received: Uint8Array | undefined,
): Violation | null {
  if (received === undefined || sameBytes(expected, received)) return null;
  return {
    law,
    rule: 'VMS-CODE-3',
    verdict: 'nonconform',
    summary: `the refused save left ${plural(received.length, 'byte')} in the stream instead of ${expected.length}`,
    evidence: { kind: 'bytes', expected, received, spans: [] },
  };
}
