import { decodeAt, type Decoding } from '../decoding.ts';
import { checkShape } from './check-shape.ts';
import { checkValues } from './check-values.ts';
import { decodeShape } from './decode-shape.ts';
import { decodeValues } from './decode-values.ts';
import type { Model, StructValue } from './value.ts';

/** A shape and its values, not yet decoded. */
export interface ModelJson {
  readonly shape: unknown;
  readonly values: unknown;
}

/** A model that is whole: every index of its shape serves, every value fits. The paths begin with `shape` or `values`. */
export function decodeModel(decoding: Decoding, json: ModelJson): Model {
  const { issues } = decoding;
  const before = issues.length;
  const shape = decodeAt(decoding, 'shape', () => decodeShape(decoding, json.shape));
  // Each step relies on the one before.
  if (issues.length === before)
    decodeAt(decoding, 'shape', () => {
      checkShape(decoding, shape);
    });
  if (issues.length > before) return { shape, values: [] };
  const values = decodeAt(decoding, 'values', (): StructValue => decodeValues(decoding, json.values, shape, 'case'));
  if (issues.length === before)
    decodeAt(decoding, 'values', () => {
      checkValues(decoding, shape, values);
    });
  return { shape, values };
}
