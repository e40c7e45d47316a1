import type { StructValue } from '../../../vmstate/model/model.ts';
import { attributedRule } from '../../attribution/attribute.ts';
import { differingMemory, judgeMemory } from '../../differences/load-memory.ts';
import { firstValueDifference, valueViolation } from '../../differences/values-differences.ts';
import type { LawOutcome, ObservingLaw } from '../../law.ts';
import type { Subject } from '../../subject.ts';

const id = 'load/values';

/** Law 3, second half: every value that the stream carries is restored. */
export const loadValues: ObservingLaw = {
  id,
  title: 'a load restores every value that the stream carries',
  rules: [
    'VMS-LOAD-1',
    'VMS-WIRE-1',
    'VMS-WIRE-2',
    'VMS-WIRE-3',
    'VMS-EXIST-1',
    'VMS-STRUCT-1',
    'VMS-POINTER-1',
    'VMS-TMP-2',
    'VMS-TMP-3',
    'VMS-NULL-2',
    'VMS-AUTO-2',
    'VMS-COUNT-2',
    'VMS-SIZE-2',
    'VMS-SIZE-3',
    'VMS-SIZE-5',
    'VMS-SIZE-8',
    'VMS-TIMER-1',
    'VMS-BYTES-1',
    'VMS-TREE-2',
  ],
  every: 1,
  kind: 'observing',
  judges: 'load',
  judge: (subject, observed) =>
    observed.load.status === 'ok' && observed.load.values !== undefined
      ? seenAsValues(subject, observed.load.values)
      : judgeMemory(subject, observed, ({ values }) => {
          if (values.length === 0) return null;
          const rule = attributedRule(subject.case.model, values[0]?.path ?? '', 'load');
          return differingMemory({ law: id, rule }, subject, values, 'was not restored');
        }),
};

/** The same of an engine that sees values. */
function seenAsValues({ case: { model }, layout: { before }, decoded }: Subject, received: StructValue): LawOutcome {
  if (decoded.verdict !== 'ok') return 'skip';
  const difference = firstValueDifference(
    { shape: model.shape, before, after: decoded.values, lengths: decoded.lengths, unspecified: decoded.unspecified },
    received,
  );
  return difference === null ? null : valueViolation(id, attributedRule(model, difference.path, 'load'), difference);
}
