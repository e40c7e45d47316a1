import { wrongAnswer } from '../../answer.ts';
import { ruleOfRefusedSave, ruleOfSaveEnd } from '../../attribution/attribute-save.ts';
import { ruleOfModel } from '../../attribution/rule-of-model.ts';
import { sameBytes } from '../../differences/bytes.ts';
import { differentBytes } from '../../differences/save-bytes.ts';
import type { ObservingLaw } from '../../law.ts';

const id = 'save/bytes';

/** Law 1: what an engine writes is what the oracle computes. */
export const saveBytes: ObservingLaw = {
  id,
  title: 'a save writes the bytes of the oracle',
  rules: [
    'VMS-WIRE-1',
    'VMS-WIRE-2',
    'VMS-WIRE-3',
    'VMS-WIRE-4',
    'VMS-WIRE-5',
    'VMS-EXIST-1',
    'VMS-VERSION-2',
    'VMS-STRUCT-1',
    'VMS-COUNT-1',
    'VMS-COUNT-2',
    'VMS-COUNT-3',
    'VMS-COUNT-4',
    'VMS-COUNT-5',
    'VMS-SIZE-2',
    'VMS-SIZE-3',
    'VMS-POINTER-1',
    'VMS-NULL-1',
    'VMS-NULL-3',
    'VMS-AUTO-1',
    'VMS-EXIST-2',
    'VMS-EXIST-3',
    'VMS-VERSION-3',
    'VMS-CHECK-1',
    'VMS-CHECK-2',
    'VMS-BITMAP-1',
    'VMS-TIMER-1',
    'VMS-BYTES-1',
    'VMS-SIZE-5',
    'VMS-SIZE-8',
    'VMS-LIST-1',
    'VMS-TREE-1',
    'VMS-TMP-1',
    'VMS-SUB-1',
    'VMS-SUB-4',
    'VMS-HOOK-2',
    'VMS-HOOK-3',
    'VMS-HOOK-4',
    'VMS-CODE-1',
    'VMS-INFO-2',
    'VMS-INFO-3',
  ],
  every: 1,
  kind: 'observing',
  judges: 'save',
  judge(subject, { save }) {
    const { refused } = subject;
    if (save.status === 'not-asked') return 'skip';
    if (refused !== null) {
      const { code, cause } = refused;
      const rule = save.status === 'rejected' ? 'VMS-CODE-1' : ruleOfSaveEnd(refused, subject.case.model.shape);
      return save.status === 'rejected' && save.code === code
        ? null
        : wrongAnswer(
            { law: id, rule },
            'save',
            `rejected with ${code}, by ${cause === 'info' ? 'an' : 'a'} ${cause}`,
            save,
          );
    }
    if (save.status !== 'ok') {
      const byHook = save.status === 'rejected' ? ruleOfRefusedSave(subject.case.model.shape) : null;
      return wrongAnswer({ law: id, rule: byHook ?? ruleOfModel(subject) }, 'save', 'ok', save);
    }
    return sameBytes(save.wire, subject.wire) ? null : differentBytes(id, subject, save.wire, 'save');
  },
};
