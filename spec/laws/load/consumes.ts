import { plural } from '../../../vmstate/plural.ts';
import { annotate } from '../../../oracle/wire/annotate.ts';
import { byteOwner } from '../../../oracle/wire/span.ts';
import type { Case } from '../../../vmstate/case/case.ts';
import { attributedRule } from '../../attribution/attribute.ts';
import type { ObservingLaw } from '../../law.ts';
import type { RuleId } from '../../rules/rules.ts';

const id = 'load/consumes';

/** Law 5: a load takes exactly the stream. */
export const loadConsumes: ObservingLaw = {
  id,
  title: 'a load consumes exactly the bytes of the state',
  rules: ['VMS-LOAD-2', 'VMS-LOAD-3'],
  every: 1,
  kind: 'observing',
  judges: 'load',
  judge({ decoded, case: of }, { load }) {
    if (decoded.verdict === 'undefined') return 'skip';
    const received =
      load.status === 'ok' ? load.consumed : load.status === 'rejected' ? (load.left?.consumed ?? 0) : null;
    if (received === null || (load.status === 'ok') !== (decoded.verdict === 'ok')) return 'skip';
    if (received === decoded.consumed) return null;
    return {
      law: id,
      rule: decoded.verdict === 'ok' ? ruleAt(of, received) : 'VMS-LOAD-3',
      verdict: 'nonconform',
      summary: `the load consumed ${plural(received, 'byte')} instead of ${decoded.consumed}`,
      evidence: { kind: 'number', path: '', what: 'bytes taken', expected: decoded.consumed, received },
    };
  },
};

/** What the engine stopped before, or the last that it took, is what it left or took too much of. */
function ruleAt({ model, dialect }: Case, taken: number): RuleId {
  const annotated = annotate(model, dialect);
  const owner = byteOwner(annotated, taken) ?? annotated.spans.at(-1);
  if (owner === undefined) return 'VMS-LOAD-2';
  const rule = attributedRule(model, owner.path, 'load');
  // An ordinary value that is not taken whole is no matter of its encoding.
  return rule === 'VMS-WIRE-1' || rule === 'VMS-WIRE-2' ? 'VMS-LOAD-2' : rule;
}
