import { traitsOf, type Dialect } from '../../../vmstate/dialect.ts';
import type { Hooks } from '../../../vmstate/hooks.ts';
import { expectLoad } from '../../expect/load.ts';
import type { Wanted } from '../../expect/wanted-load.ts';
import { failureCode, hookStep, isHookable, rehooked, ruledByHook } from '../../hooks/failing-hook.ts';
import { layoutOfChanged } from '../../hooks/layout-of-changed.ts';
import type { ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';

const id = 'load/failing-hook';

/** The structs around it report their calls, too. */
const loading: Hooks = { pre_load: 0, post_load: 0 };

/** Law 10: what a hook that fails anywhere does to the load around it. */
export const loadFailingHook: ProbingLaw = {
  id,
  needs: ['op:trace', 'part:hooks'],
  title: 'a hook that fails, at any depth, ends the load as the oracle predicts',
  rules: ['VMS-HOOK-2', 'VMS-HOOK-3', 'VMS-HOOK-4', 'VMS-LOAD-4'],
  every: 16,
  kind: 'probing',
  probe(subject, engine) {
    if (!isHookable(engine)) return 'skip';
    const original = subject.case;
    const hook = loadingHook(original.dialect, original.seed);
    const of = rehooked(original, loading, hook);
    const laid = layoutOfChanged(of, subject, engine);
    const { description } = laid.plan;
    const wanted: Wanted = {
      law: id,
      rule: 'VMS-HOOK-2',
      of,
      saved: of.model,
      steps: [hookStep(hook)],
      layout: laid,
      description,
      wire: subject.stream,
      versionId: description.version_id,
    };
    return andThen(expectLoad(wanted, engine), (found) => ruledByHook(found, hook));
  },
};

function loadingHook(dialect: Dialect, seed: number): Hooks {
  const result = failureCode(seed);
  if ((seed & 3) === 3 && traitsOf(dialect).errpHooks)
    return { ...loading, ...((seed & 16) === 0 ? { pre_load_errp: false } : { post_load_errp: false }) };
  return (seed & 1) === 0 ? { ...loading, pre_load: result } : { ...loading, post_load: result };
}
