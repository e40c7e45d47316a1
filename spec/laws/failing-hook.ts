import type { Engine } from '../../engine/engine.ts';
import { layout } from '../../layout/layout.ts';
import { encode } from '../../oracle/save/encode.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Hooks } from '../../vmstate/hooks.ts';
import { EINVAL, EIO } from '../../vmstate/wire.ts';
import { withTrailer } from '../differences/bytes.ts';
import type { ProbingLaw } from '../law.ts';
import { tracesOf } from '../differences/trace.ts';
import { expectLoad } from './expected-load.ts';
import { expectSave } from './expected-save.ts';
import { countStructs, withHooks } from './rehook.ts';

/** The structs around it tell that they were called, too. */
const saving: Hooks = { pre_save: 0, post_save: 0 };
const loading: Hooks = { pre_load: 0, post_load: 0 };

const results = [EINVAL, EIO, 1] as const;

function savingHook(dialect: Dialect, seed: number): Hooks {
  const result = results[(seed >>> 2) % results.length] ?? EINVAL;
  if ((seed & 3) === 0 && traitsOf(dialect).errpHooks) return { ...saving, pre_save_errp: false };
  return (seed & 1) === 0 ? { ...saving, pre_save: result } : { ...saving, post_save: result };
}

function loadingHook(dialect: Dialect, seed: number): Hooks {
  const result = results[(seed >>> 2) % results.length] ?? EINVAL;
  if ((seed & 3) === 0 && traitsOf(dialect).errpHooks)
    return { ...loading, ...((seed & 16) === 0 ? { pre_load_errp: false } : { post_load_errp: false }) };
  return (seed & 1) === 0 ? { ...loading, pre_load: result } : { ...loading, post_load: result };
}

/** The case with a hook that does not succeed in one of its structs, and hooks that do in those around it. */
function rehooked({ model, seed, ...of }: Case, around: Hooks, hook: Hooks): Case {
  const pick = (seed >>> 7) % countStructs(model.shape);
  return { ...of, seed, model: { ...model, shape: withHooks(model.shape, pick, around, hook) } };
}

function isHookable(engine: Engine): boolean {
  return tracesOf(engine) && engine.hello.features.includes('part:hooks');
}

/** Law 10: what a hook that fails anywhere does to the save around it. */
export const saveFailingHook: ProbingLaw = {
  id: 'save/failing-hook',
  needs: ['op:trace', 'part:hooks'],
  title: 'a hook that fails, at any depth, ends the save as the oracle says',
  rules: ['VMS-HOOK-2', 'VMS-HOOK-3', 'VMS-HOOK-4'],
  every: 16,
  kind: 'probing',
  probe({ case: original }, engine) {
    if (!isHookable(engine)) return 'skip';
    const of = rehooked(original, saving, savingHook(original.dialect, original.seed));
    const { plan, source } = layout(of);
    return expectSave(
      { law: 'save/failing-hook', model: of.model, dialect: of.dialect, description: plan.description, source },
      engine,
    );
  },
};

/** The same of a load. */
export const loadFailingHook: ProbingLaw = {
  id: 'load/failing-hook',
  needs: ['op:trace', 'part:hooks'],
  title: 'a hook that fails, at any depth, ends the load as the oracle says',
  rules: ['VMS-HOOK-2', 'VMS-HOOK-3', 'VMS-HOOK-4', 'VMS-LOAD-4'],
  every: 16,
  kind: 'probing',
  probe({ case: original }, engine) {
    if (!isHookable(engine)) return 'skip';
    const of = rehooked(original, loading, loadingHook(original.dialect, original.seed));
    const laid = layout(of);
    const { description } = laid.plan;
    const wire = withTrailer(encode(of.model, of.dialect));
    return expectLoad(
      {
        law: 'load/failing-hook',
        rule: 'VMS-HOOK-2',
        of,
        saved: of.model,
        layout: laid,
        description,
        wire,
        versionId: description.version_id,
      },
      engine,
    );
  },
};
