import type { Evidence } from '../../spec/violation.ts';
import { bytesOfHex } from '../../vmstate/hex.ts';
import type { EvidenceDocument } from '../json/document.ts';

/** The evidence of a stored result, its bytes read back. */
export function evidenceOf(stored: EvidenceDocument): Evidence {
  switch (stored.kind) {
    case 'bytes':
      return { ...stored, ...bothSides(stored) };
    case 'memory':
      return { kind: 'memory', differences: stored.differences.map((each) => ({ ...each, ...bothSides(each) })) };
    case 'number':
    case 'entries':
    case 'answer':
      return stored;
  }
}

function bothSides({ expected, received }: { readonly expected: string; readonly received: string }): {
  readonly expected: Uint8Array;
  readonly received: Uint8Array;
} {
  return { expected: bytesOf(expected), received: bytesOf(received) };
}

/** The schema of the result has seen to it that it is hex. */
function bytesOf(hex: string): Uint8Array {
  return bytesOfHex(hex) ?? new Uint8Array();
}
