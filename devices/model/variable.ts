import type { Scalar } from '../../vmstate/info.ts';

/**
 * What a description reads and nothing tells: whether a function says that a
 * field exists or a subsection is needed, and counts that lie in the device.
 * One function is one variable, wherever in a binary it stands. `valid`: a
 * function that must say yes, of a VMSTATE_VALIDATE or a field that must exist.
 */
export interface Variable {
  readonly kind: 'test' | 'needed' | 'count' | 'valid';
  /** Equal for what has one value throughout a set. */
  readonly id: string;
  /** What it decides over: `description.field`, or the name of a subsection. */
  readonly fields: readonly string[];
  /** No field brings it before it is read: both sides have it of their own. */
  readonly hidden: boolean;
  /** Where it lies in the object, if a description says so. */
  readonly member?: { readonly object: string; readonly offset: number; readonly width: number } | undefined;
}

/** A variable while a description is read. */
export interface VariableDraft extends Variable {
  readonly fields: string[];
}

/** The plain type that a count of this width is read as. */
export function countType(width: number, signed: boolean): Extract<Scalar, 'uint8' | 'uint16' | 'int32' | 'uint32'> {
  if (width === 1) return 'uint8';
  if (width === 2) return 'uint16';
  return signed ? 'int32' : 'uint32';
}
