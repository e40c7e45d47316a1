import { layoutSource } from '../../../layout/layout.ts';
import { traitsOf, type Dialect } from '../../../vmstate/dialect.ts';
import type { Hooks } from '../../../vmstate/hooks.ts';
import { expectSave } from '../../expect/save.ts';
import { failureCode, hookStep, isHookable, rehooked, ruledByHook } from '../../hooks/failing-hook.ts';
import type { ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';

const id = 'save/failing-hook';

/** The structs around it report their calls, too. */
const saving: Hooks = { pre_save: 0, post_save: 0 };

/** Law 10: what a hook that fails anywhere does to the save around it. */
export const saveFailingHook: ProbingLaw = {
  id,
  needs: ['op:trace', 'part:hooks'],
  title: 'a hook that fails, at any depth, ends the save as the oracle predicts',
  rules: ['VMS-HOOK-2', 'VMS-HOOK-3', 'VMS-HOOK-4', 'VMS-CODE-3'],
  every: 8,
  savable: true,
  kind: 'probing',
  probe({ case: original }, engine) {
    if (!isHookable(engine)) return 'skip';
    const hook = savingHook(original.dialect, original.seed);
    const of = rehooked(original, saving, hook);
    const { plan, source } = layoutSource(of);
    const { model, dialect } = of;
    const { description } = plan;
    const wanted = { law: id, model, dialect, description, source, of, steps: [hookStep(hook)] };
    return andThen(expectSave(wanted, engine), (found) => ruledByHook(found, hook));
  },
};

function savingHook(dialect: Dialect, seed: number): Hooks {
  const result = failureCode(seed);
  if ((seed & 3) === 3 && traitsOf(dialect).errpHooks) return { ...saving, pre_save_errp: false };
  return (seed & 1) === 0 ? { ...saving, pre_save: result } : { ...saving, post_save: result };
}
