import type { ProbingLaw } from '../../law.ts';
import { tracesOf } from '../../differences/trace.ts';
import { expectLoad } from '../../expect/load.ts';

const id = 'load/hooks';

/** Law 10, second half: so does a load. */
export const loadHooks: ProbingLaw = {
  id,
  needs: ['op:trace'],
  title: 'a load calls the hooks and field_exists in order, and fails if they fail',
  rules: ['VMS-HOOK-1', 'VMS-HOOK-2', 'VMS-HOOK-3', 'VMS-HOOK-4', 'VMS-EXIST-2', 'VMS-SUB-2', 'VMS-TMP-1'],
  every: 32,
  kind: 'probing',
  probe({ case: of, layout, stream, decoded }, engine) {
    if (!tracesOf(engine)) return 'skip';
    const { description } = layout.plan;
    return expectLoad(
      {
        law: id,
        rule: 'VMS-HOOK-2',
        of,
        saved: of.model,
        layout,
        description,
        wire: stream,
        versionId: description.version_id,
        decoded: engine.hello.view === 'memory' ? decoded : undefined,
      },
      engine,
    );
  },
};
