import type { ProbingLaw } from '../../law.ts';
import { expectSave } from '../../expect/save.ts';

const id = 'save/hooks';

/** Law 10, first half: a save calls into the device in order, and ends as its hooks say. */
export const saveHooks: ProbingLaw = {
  id,
  needs: ['op:trace'],
  title: 'a save calls the hooks, needed and field_exists in order, and fails if they fail',
  rules: ['VMS-HOOK-1', 'VMS-HOOK-2', 'VMS-HOOK-3', 'VMS-HOOK-4', 'VMS-EXIST-2', 'VMS-SUB-1', 'VMS-TMP-1'],
  every: 16,
  savable: true,
  kind: 'probing',
  probe: ({ case: of, layout: { plan, source } }, engine) =>
    expectSave({ law: id, model: of.model, dialect: of.dialect, description: plan.description, source, of }, engine),
};
