import { OBJECT_RULE, tellsOpaques } from '../../differences/opaques.ts';
import { onlyOf } from '../../expect/only-of.ts';
import { expectSave } from '../../expect/save.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'save/objects';

/** What the functions of a device are called with: an engine may call them all, in order, and with a wrong object. */
export const saveObjects: ProbingLaw = {
  id,
  view: 'memory',
  needs: ['op:trace', 'op:opaque', ['part:hooks', 'part:field_exists', 'part:subsections']],
  title: 'hooks, needed and field_exists get the object of their own struct during a save',
  rules: [OBJECT_RULE],
  every: 16,
  savable: true,
  kind: 'probing',
  probe({ case: of, layout: { plan, source } }, engine) {
    if (!tellsOpaques(engine)) return 'skip';
    const { model, dialect } = of;
    return onlyOf(
      [OBJECT_RULE],
      expectSave({ law: id, model, dialect, description: plan.description, source, of }, engine),
    );
  },
};
