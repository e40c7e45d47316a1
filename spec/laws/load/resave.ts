import { plural } from '../../../vmstate/plural.ts';
import { noisyBefore } from '../../../layout/noisy-before.ts';
import { mergeUntouched } from '../../../oracle/load/merge-untouched.ts';
import { encode } from '../../../oracle/save/encode.ts';
import type { StructValue } from '../../../vmstate/model/model.ts';
import { sameBytes } from '../../differences/bytes.ts';
import type { ObservingLaw } from '../../law.ts';
import type { Subject } from '../../subject.ts';
import type { Violation } from '../../violation.ts';
import { differentBytes } from '../../differences/save-bytes.ts';

/** Law 4: what was loaded saves as what was saved. */
export const loadResave: ObservingLaw = {
  id: 'load/resave',
  title: 'save, load and save again write the same bytes',
  rules: [
    'VMS-LOAD-1',
    'VMS-EXIST-1',
    'VMS-NULL-2',
    'VMS-AUTO-2',
    'VMS-ALLOC-1',
    'VMS-LIST-2',
    'VMS-SUB-2',
    'VMS-BITMAP-1',
  ],
  every: 1,
  kind: 'observing',
  judges: 'load',
  judge(subject, { load, resaved: asked }) {
    if (!asked || subject.decoded.verdict !== 'ok' || load.status !== 'ok') return 'skip';
    // The hook that refused the first save refuses this one.
    if (load.resaved === null) return subject.refused === null ? notSaved(subject) : 'skip';
    if (sameBytes(load.resaved, subject.wire)) return null;
    const expected = savedAfter(subject);
    if (expected === null) return 'skip';
    return isAsExpected(load.resaved, expected) ? null : differentBytes('load/resave', subject, load.resaved, 'load');
  },
};

function notSaved({ wire }: Subject): Violation {
  return {
    law: 'load/resave',
    rule: 'VMS-LOAD-1',
    verdict: 'nonconform',
    summary: 'the load request asked for a save of the loaded state, and the response has none',
    evidence: {
      kind: 'answer',
      expected: `resaved, as a rule the same ${plural(wire.length, 'byte')}`,
      received: 'no resaved',
    },
  };
}

/** So many random contents of a destination show in every byte that depends on them, even in that of a bool. */
const CONTENTS = 24;

/**
 * What the destination saves after the load, whatever it holds that the load
 * does not touch: other bytes than those that were loaded only where a load
 * goes by another version than a save (VMS-LIST-2, VMS-TMP-1, VMS-SUB-3). Null
 * where part of it is unspecified.
 */
function savedAfter({
  decoded,
  layout: { before },
  case: {
    model: { shape },
    dialect,
    seed,
  },
}: Subject): readonly Uint8Array[] | null {
  if (decoded.verdict !== 'ok' || decoded.unspecified.length > 0) return null;
  const { values } = decoded;
  const saved = (held: StructValue): Uint8Array =>
    encode({ shape, values: mergeUntouched(held, values, shape) }, dialect);
  return Array.from({ length: CONTENTS }, (_, i) => saved(noisyBefore(shape, before, seed + i)));
}

/** The same bytes, where the content of the destination does not show. */
function isAsExpected(resaved: Uint8Array, [first = resaved, ...others]: readonly Uint8Array[]): boolean {
  // What is as long as the destination says is so for every content of it: the noise leaves counts alone.
  return (
    resaved.length === first.length &&
    first.every((byte, at) => byte === resaved[at] || others.some((other) => other[at] !== byte))
  );
}
