import type { Measured, SaveOutcome } from '../../engine/engine.ts';
import { annotate } from '../../oracle/wire/annotate.ts';
import { describeMeasured } from '../../oracle/measure.ts';
import { sameBytes } from '../../spec/differences/bytes.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { compareAnswers } from './compare-answers.ts';
import type { Difference, Tell } from './difference.ts';

/** The save that both engines were requested to do. */
export interface AskedSave {
  readonly of: Case;
  /** Whether the requests set `measure`. */
  readonly measure: boolean;
}

/** Compares the outcomes of the save of one case. */
export function compareSaves({ of, measure }: AskedSave, a: SaveOutcome, b: SaveOutcome, tell: Tell): void {
  compareAnswers('save', a, b, tell);
  if (a.status !== 'ok' || b.status !== 'ok') return;
  tell(
    'save/wire',
    sameBytes(a.wire, b.wire) ? null : { kind: 'bytes', a: a.wire, b: b.wire, spans: spansOf(of, a.wire) },
  );
  if (measure) tell('save/sizes', differentSizes(of, a.measured, b.measured));
}

function spansOf({ model, dialect }: Case, wire: Uint8Array): Extract<Difference, { kind: 'bytes' }>['spans'] {
  const { bytes, spans } = annotate(model, dialect);
  return sameBytes(bytes, wire) ? spans : null;
}

function differentSizes(of: Case, a: readonly Measured[], b: readonly Measured[]): Difference | null {
  const visits = Math.min(a.length, b.length);
  for (let k = 0; k < visits; k++) {
    const one = a[k];
    const other = b[k];
    if (one === undefined || other === undefined) break;
    if (one.count !== other.count)
      return { kind: 'number', what: 'element count', path: pathOf(of, a, k), a: one.count, b: other.count };
    if (one.size !== other.size)
      return { kind: 'number', what: 'element size', path: pathOf(of, a, k), a: one.size, b: other.size };
  }
  return a.length === b.length ? null : { kind: 'number', what: 'fields visited', path: '', a: a.length, b: b.length };
}

/** The field of visit `k`, when the walk is as long as the oracle's; otherwise only the visit's number. */
function pathOf({ model, dialect, abi }: Case, measured: readonly Measured[], k: number): string {
  const visits = describeMeasured(model, dialect, abi);
  return visits.length === measured.length ? (visits[k]?.path ?? '') : `visit ${k}`;
}
