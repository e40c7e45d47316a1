import type { Violation } from '../../spec/violation.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { sha256OfText } from '../../vmstate/sha256.ts';
import type { Signature } from '../stream/finding-record.ts';
import { divergenceOf } from './failure-kind.ts';
import { fieldKindOf } from './field-kind.ts';

const FINGERPRINT_DIGITS = 12;

/** The signature of a failure by a shrunk case. A breakdown breaks no particular rule: the field alone tells it from others. */
export function signatureOf(violation: Violation, of: Case): Signature {
  return { rule: violation.rule, field: fieldKindOf(violation, of), divergence: divergenceOf(violation) };
}

/** `VMS-WIRE-1 uint32 bytes` */
export function signatureText({ rule, field, divergence }: Signature): string {
  return `${rule} ${field} ${divergence}`;
}

/** The beginning of the sha-256 of the signature's text. */
export function fingerprintOf(signature: Signature): string {
  return sha256OfText(signatureText(signature)).slice(0, FINGERPRINT_DIGITS);
}
