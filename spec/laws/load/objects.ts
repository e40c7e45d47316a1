import { OBJECT_RULE, tellsOpaques } from '../../differences/opaques.ts';
import { expectLoad } from '../../expect/load.ts';
import { onlyOf } from '../../expect/only-of.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/objects';

/** The same during a load, where objects may be in memory that the load has allocated. */
export const loadObjects: ProbingLaw = {
  id,
  view: 'memory',
  needs: ['op:trace', 'op:opaque', ['part:hooks', 'part:field_exists']],
  title: 'hooks and field_exists get the object of their own struct during a load',
  rules: [OBJECT_RULE],
  every: 16,
  kind: 'probing',
  probe({ case: of, layout, stream, decoded }, engine) {
    if (!tellsOpaques(engine)) return 'skip';
    const { description } = layout.plan;
    return onlyOf(
      [OBJECT_RULE],
      expectLoad(
        {
          law: id,
          rule: OBJECT_RULE,
          of,
          saved: of.model,
          layout,
          description,
          wire: stream,
          versionId: description.version_id,
          decoded,
        },
        engine,
      ),
    );
  },
};
