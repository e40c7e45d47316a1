import type { LoadOutcome, Rejected } from '../../engine/engine.ts';
import type { Layout } from '../../layout/layout.ts';
import { decode } from '../../oracle/load/decode.ts';
import { sameMemory } from '../../spec/differences/memory-differences.ts';
import { firstValueDifference } from '../../spec/differences/values-differences.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { StructValue } from '../../vmstate/model/model.ts';
import { compareAnswers } from './compare-answers.ts';
import { differentMemory } from './compare-memory.ts';
import type { Aspect, Difference, Tell } from './difference.ts';

/** The load that both engines were requested to do. */
export interface ComparedLoad {
  readonly of: Case;
  readonly layout: Layout;
  readonly wire: Uint8Array;
}

/**
 * Compares what came of the load of one stream. Returns false where the two
 * differ, but C has no defined behavior for the case: then nothing is reported.
 */
export function compareLoads(asked: ComparedLoad, a: LoadOutcome, b: LoadOutcome, tell: Tell): boolean {
  const told: [Aspect, Difference | null][] = [];
  const note: Tell = (aspect, difference) => void told.push([aspect, difference]);
  compareAnswers('load', a, b, note);
  const one = leftBy(a);
  const other = leftBy(b);
  if (one !== null && other !== null && a.status === b.status) {
    note('load/consumed', number('bytes taken', one.consumed, other.consumed));
    note('load/stream-error', number('the stream error', one.streamError, other.streamError));
    if (one.values !== undefined && other.values !== undefined)
      note('load/values', differentValues(asked, one.values, other.values));
    // An engine with the view `values` returns no memory.
    if (one.values === undefined && other.values === undefined) {
      const same = sameMemory(one.memory, other.memory);
      note('load/memory', same ? null : differentMemory(asked, one.memory, other.memory));
    }
  }
  if (told.some(([, difference]) => difference !== null) && isUndefined(asked)) return false;
  for (const [aspect, difference] of told) tell(aspect, difference);
  return true;
}

function differentValues({ of: { model } }: ComparedLoad, a: StructValue, b: StructValue): Difference | null {
  const found = firstValueDifference(
    { shape: model.shape, before: a, after: a, lengths: new Map(), unspecified: [] },
    b,
  );
  if (found === null) return null;
  const { path, expected, received } = found;
  return {
    kind: 'answer',
    a: { status: 'ok', text: `${path} is ${expected}` },
    b: { status: 'ok', text: `${path} is ${received}` },
  };
}

function leftBy(load: LoadOutcome): Rejected['left'] {
  return load.status === 'ok' ? load : load.status === 'rejected' ? load.left : null;
}

function number(what: string, a: number, b: number): Difference | null {
  return a === b ? null : { kind: 'number', what, path: '', a, b };
}

function isUndefined({ of: { model, dialect }, layout, wire }: ComparedLoad): boolean {
  return (
    decode({ shape: model.shape, before: layout.before, rooms: layout.rooms }, wire, model.shape.version, dialect)
      .verdict === 'undefined'
  );
}
