import { plural } from '../../../vmstate/plural.ts';
import { ruleOfRefusedSave } from '../../attribution/attribute-save.ts';
import { sameBytes } from '../../differences/bytes.ts';
import { isAsExpected, savedAfter } from '../../expect/saved-after.ts';
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
    const { case: of, decoded, layout } = subject;
    const expected = savedAfter({ of, decoded, before: layout.before }, CONTENTS);
    if (expected === null) return 'skip';
    return isAsExpected(load.resaved, expected) ? null : differentBytes('load/resave', subject, load.resaved, 'load');
  },
};

function notSaved({ wire, case: { model } }: Subject): Violation {
  return {
    law: 'load/resave',
    rule: ruleOfRefusedSave(model.shape) ?? 'VMS-LOAD-1',
    verdict: 'nonconform',
    summary: 'the load request asked for a save of the loaded state, and the response has none',
    evidence: {
      kind: 'answer',
      expected: `resaved, as a rule the same ${plural(wire.length, 'byte')}`,
      received: 'no resaved',
    },
  };
}

/**
 * So many random contents of a destination show in every byte that depends on them, even in that
 * of a bool. Such bytes there are only where a load goes by another version than a save
 * (VMS-LIST-2, VMS-TMP-1, VMS-SUB-3).
 */
const CONTENTS = 24;
