import { extentsOf } from '../oracle/wire/annotate.ts';
import type { Extent } from '../oracle/wire/span.ts';
import type { Case } from '../vmstate/case/case.ts';

let last: Case | null = null;
let extents: readonly Extent[] = [];

/** The leaves of a case's stream, worked out once for the laws that follow one another on it. */
export function extentsOfCase(of: Case): readonly Extent[] {
  if (of !== last) {
    extents = extentsOf(of.model, of.dialect);
    last = of;
  }
  return extents;
}
