import { vmdescOf } from '../../../oracle/vmdesc/vmdesc.ts';
import { wrongAnswer } from '../../answer.ts';
import { sameBytes } from '../../differences/bytes.ts';
import { differingEntries, entryDifference, firstDifferentCharacter } from '../../differences/vmdesc-differences.ts';
import type { ProbingLaw } from '../../law.ts';
import { ruleOfVmdesc } from '../../attribution/rule-of-vmdesc.ts';
import { andThen } from '../../maybe-promise.ts';
import { compactJson } from '../../differences/compact-json.ts';
import { differentBytes } from '../../differences/save-bytes.ts';

const id = 'save/vmdesc';

/** Law 6: the vmdesc is the oracle's, and asking for it changes no byte. */
export const saveVmdesc: ProbingLaw = {
  id,
  needs: ['op:vmdesc'],
  title: 'the vmdesc of a save is that of the oracle, and requesting it does not change the bytes',
  rules: ['VMS-DESC-1', 'VMS-DESC-2', 'VMS-DESC-3'],
  every: 16,
  savable: true,
  kind: 'probing',
  probe(subject, engine) {
    if (!engine.hello.features.includes('op:vmdesc') || subject.refused !== null) return 'skip';
    const {
      case: of,
      layout: { plan, source },
    } = subject;
    const request = {
      description: plan.description,
      memory: source,
      measure: false,
      returnMemory: false,
      vmdesc: true,
      model: of.model,
    };
    return andThen(engine.save(request), (save) => {
      if (save.status === 'unsupported') return 'skip';
      if (save.status !== 'ok') return wrongAnswer({ law: id, rule: 'VMS-DESC-1' }, 'save with vmdesc', 'ok', save);
      if (!sameBytes(save.wire, subject.wire))
        return { ...differentBytes(id, subject, save.wire, 'save'), rule: 'VMS-DESC-1' };
      const expected = vmdescOf(of.model, of.dialect);
      if (expected === save.vmdesc) return null;
      const received = compactJson(save.vmdesc ?? '');
      if (expected === received) return null;
      const pairs = differingEntries(expected, received);
      const differences = pairs?.map(entryDifference) ?? [];
      const [first] = differences;
      return {
        law: id,
        rule: ruleOfVmdesc(expected, received, pairs?.[0] ?? null),
        verdict: 'nonconform',
        summary:
          first === undefined
            ? `the vmdesc differs at character ${firstDifferentCharacter(expected, received)}`
            : `the vmdesc has in ${first.entry}: ${first.received ?? 'nothing'} instead of ${first.expected ?? 'nothing'}`,
        // Members in another order, or given twice, are in no entry.
        evidence: first === undefined ? { kind: 'answer', expected, received } : { kind: 'entries', differences },
      };
    });
  },
};
