import { NOT_OF_HOST, visitedSizes } from '../../../layout/visited.ts';
import { describeMeasured, measure } from '../../../oracle/measure.ts';
import { attributedRule } from '../../attribution/attribute.ts';
import { everyMember } from '../../attribution/every-member.ts';
import type { ObservingLaw } from '../../law.ts';
import type { Member } from '../../../vmstate/model/model.ts';
import type { RuleId } from '../../rules/rules.ts';
import type { Subject } from '../../subject.ts';
import type { Violation } from '../../violation.ts';

const id = 'save/measure';

/** Law 2: the element counts and sizes an engine computes are the oracle's. */
export const saveMeasure: ObservingLaw = {
  id,
  title: 'element counts and sizes are those of the oracle',
  rules: [
    'VMS-COUNT-1',
    'VMS-COUNT-2',
    'VMS-COUNT-3',
    'VMS-COUNT-4',
    'VMS-SIZE-1',
    'VMS-SIZE-2',
    'VMS-SIZE-3',
    'VMS-SIZE-5',
    'VMS-EXIST-1',
    'VMS-EXIST-2',
  ],
  view: 'memory',
  needs: ['op:measure'],
  every: 4,
  kind: 'observing',
  judges: 'save',
  judge(subject, { save, measured: asked }) {
    if (save.status !== 'ok' || !asked) return 'skip';
    const { dialect, abi, model } = subject.case;
    const { counts, sizes } = measure(model, dialect, abi);
    const { measured } = save;
    const hostSizes = visitedSizes(subject.layout.plan, model.values);
    for (let k = 0; k < counts.length; k++) {
      const hostSize = hostSizes[k] ?? NOT_OF_HOST;
      const size = hostSize === NOT_OF_HOST ? (sizes[k] ?? 0) : hostSize;
      const entry = measured[k];
      if (entry?.count !== counts[k])
        return different(subject, k, { what: 'element count', expected: counts[k] ?? 0, received: entry?.count ?? 0 });
      if (entry?.size !== size)
        return different(subject, k, { what: 'element size', expected: size, received: entry?.size ?? 0 });
    }
    if (measured.length !== counts.length)
      return different(subject, counts.length, {
        what: 'fields visited',
        expected: counts.length,
        received: measured.length,
      });
    return null;
  },
};

/** One number of a visited field. */
interface Numbers {
  readonly what: 'element count' | 'element size' | 'fields visited';
  readonly expected: number;
  readonly received: number;
}

/** The violation at visit `k`. */
function different(subject: Subject, k: number, { what, expected, received }: Numbers): Violation {
  const { model, dialect, abi } = subject.case;
  const path = describeMeasured(model, dialect, abi)[k]?.path ?? '';
  return {
    law: id,
    rule: ruleOf(subject, path, what, expected),
    verdict: 'nonconform',
    summary: `${path === '' ? '' : `${path}: `}${what} ${received} instead of ${expected}`,
    evidence: { kind: 'number', path, what, expected, received },
  };
}

function ruleOf({ case: { model } }: Subject, path: string, what: Numbers['what'], expected: number): RuleId {
  if (what === 'fields visited') return everyMember(model.shape).some(isTested) ? 'VMS-EXIST-2' : 'VMS-EXIST-1';
  const rule = attributedRule(model, path, 'save');
  if (what === 'element count')
    return rule === 'VMS-COUNT-4'
      ? rule
      : expected < 0
        ? 'VMS-COUNT-3'
        : rule === 'VMS-EXIST-1'
          ? rule
          : rule === 'VMS-COUNT-2'
            ? rule
            : 'VMS-COUNT-1';
  return rule === 'VMS-SIZE-2' || rule === 'VMS-SIZE-3' || rule === 'VMS-SIZE-5'
    ? rule
    : rule === 'VMS-NULL-1' || rule === 'VMS-NULL-3' || rule === 'VMS-SIZE-8' || rule === 'VMS-AUTO-1'
      ? 'VMS-SIZE-3'
      : 'VMS-SIZE-1';
}

/** Shrinking takes away every test that the failure does not need. */
function isTested({ test, element }: Member): boolean {
  return test !== undefined && element.kind !== 'validate';
}
