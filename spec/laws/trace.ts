import type { ProbingLaw } from '../law.ts';
import { tracesOf } from '../differences/trace.ts';
import { expectLoad } from './expected-load.ts';
import { expectSave } from './expected-save.ts';

/** Law 10, first half: a save calls into the device in order, and ends as its hooks say. */
export const saveTrace: ProbingLaw = {
  id: 'save/hooks',
  needs: ['op:trace'],
  title: 'a save calls the hooks, needed and field_exists in order, and ends as they say',
  rules: ['VMS-HOOK-1', 'VMS-HOOK-2', 'VMS-HOOK-3', 'VMS-HOOK-4', 'VMS-EXIST-2', 'VMS-SUB-1', 'VMS-TMP-1'],
  every: 8,
  kind: 'probing',
  probe: ({ case: { model, dialect }, layout: { plan, source } }, engine) =>
    expectSave({ law: 'save/hooks', model, dialect, description: plan.description, source }, engine),
};

/** Law 10, second half: so does a load. */
export const loadTrace: ProbingLaw = {
  id: 'load/hooks',
  needs: ['op:trace'],
  title: 'a load calls the hooks and field_exists in order, and ends as they say',
  rules: ['VMS-HOOK-1', 'VMS-HOOK-2', 'VMS-HOOK-3', 'VMS-HOOK-4', 'VMS-EXIST-2', 'VMS-SUB-2', 'VMS-TMP-1'],
  every: 8,
  kind: 'probing',
  probe({ case: of, layout, stream }, engine) {
    if (!tracesOf(engine)) return 'skip';
    const { description } = layout.plan;
    return expectLoad(
      {
        law: 'load/hooks',
        rule: 'VMS-HOOK-2',
        of,
        saved: of.model,
        layout,
        description,
        wire: stream,
        versionId: description.version_id,
      },
      engine,
    );
  },
};
