import { traitsOf } from '../../../vmstate/dialect.ts';
import { expectSave } from '../../expect/save.ts';
import { oversized } from '../../hostile/oversized.ts';
import { isHookable } from '../../hooks/failing-hook.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'save/oversized';

/** A size that does not fit 64 bits ends a save. */
export const saveOversized: ProbingLaw = {
  id,
  view: 'memory',
  needs: ['op:trace', 'part:hooks', 'part:widths'],
  title: 'a save of a size that does not fit 64 bits is refused, and calls what the release calls',
  rules: ['VMS-SIZE-6', 'VMS-SIZE-7'],
  every: 1,
  savable: true,
  kind: 'probing',
  probe({ case: original }, engine) {
    if (!traitsOf(original.dialect).ownWidths || !isHookable(engine)) return 'skip';
    const made = oversized(original);
    if (made === null) return 'skip';
    const { of, layout, source } = made;
    return expectSave(
      {
        law: id,
        model: of.model,
        dialect: of.dialect,
        description: layout.plan.description,
        source,
        rule: 'VMS-SIZE-6',
      },
      engine,
    );
  },
};
