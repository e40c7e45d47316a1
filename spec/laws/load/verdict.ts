import { wrongAnswer } from '../../answer.ts';
import { ruleOfRefusal, ruleOfWrongEnd } from '../../attribution/attribute-load.ts';
import type { ObservingLaw } from '../../law.ts';
import type { RuleId } from '../../rules/rules.ts';
import { ruleOfModel } from '../../attribution/rule-of-model.ts';

/** Law 3, first half: a load succeeds or is refused as the oracle says. */
export const loadVerdict: ObservingLaw = {
  id: 'load/verdict',
  title: 'a load of the saved bytes ends as the oracle predicts',
  rules: [
    'VMS-LOAD-1',
    'VMS-LOAD-3',
    'VMS-CODE-1',
    'VMS-CODE-2',
    'VMS-NULL-2',
    'VMS-AUTO-2',
    'VMS-TREE-2',
    'VMS-COUNT-5',
  ],
  every: 1,
  kind: 'observing',
  judges: 'load',
  judge(subject, { load }) {
    const { decoded } = subject;
    if (load.status === 'not-asked') return 'skip';
    switch (decoded.verdict) {
      case 'ok':
        if (load.status !== 'ok')
          return wrongAnswer(
            {
              law: 'load/verdict',
              rule: ruleOfWrongEnd(decoded, load, {
                shape: subject.case.model.shape,
                saved: subject.case,
                otherwise: ruleOfModel(subject, 'load'),
              }),
            },
            'load',
            'ok',
            load,
          );
        if (load.streamError === decoded.streamError) return null;
        return wrongNumber('the stream error', 'VMS-CODE-2', decoded.streamError, load.streamError);
      case 'rejected':
        if (load.status !== 'rejected')
          return wrongAnswer(
            { law: 'load/verdict', rule: ruleOfRefusal(decoded, subject.case.model.shape, 'VMS-LOAD-3') },
            'load',
            `rejected with ${decoded.code}: ${decoded.why}`,
            load,
          );
        return load.code === decoded.code ? null : wrongNumber('the code', 'VMS-CODE-1', decoded.code, load.code);
      case 'undefined':
        return 'skip';
    }
  },
};

function wrongNumber(
  what: string,
  rule: RuleId,
  expected: number,
  received: number,
): ReturnType<ObservingLaw['judge']> {
  return {
    law: 'load/verdict',
    rule,
    verdict: 'nonconform',
    summary: `${what} after the load is ${received} instead of ${expected}`,
    evidence: { kind: 'number', path: '', what, expected, received },
  };
}
