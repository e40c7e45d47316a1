import { traitsOf } from '../../../vmstate/dialect.ts';
import { hookCall, callText } from '../../../vmstate/hooks.ts';
import { isHookable } from '../../hooks/failing-hook.ts';
import { oversized } from '../../hostile/oversized.ts';
import type { LawOutcome, ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';

const id = 'promise/post-save';

/** What a pre_save took, its post_save gives back. */
export const promisePostSave: ProbingLaw = {
  id,
  view: 'memory',
  needs: ['op:trace', 'part:hooks', 'part:widths'],
  title: 'post_save is called after every pre_save that succeeded',
  rules: ['VMS-PROMISE-4'],
  every: 1,
  savable: true,
  promise: true,
  kind: 'probing',
  probe({ case: original }, engine) {
    if (!traitsOf(original.dialect).ownWidths || !isHookable(engine)) return 'skip';
    const made = oversized(original);
    if (made === null) return 'skip';
    const { of, layout, source } = made;
    const { description } = layout.plan;
    const request = { description, memory: source, measure: false, returnMemory: false, trace: true, model: of.model };
    return andThen(engine.save(request), (save): LawOutcome => {
      if (save.status !== 'rejected' || save.trace === undefined) return 'skip';
      const [before, after] = (['pre_save', 'post_save'] as const).map((hook) =>
        callText(hookCall(hook, description.name, null)),
      );
      if (before === undefined || after === undefined || !save.trace.includes(before) || save.trace.includes(after))
        return null;
      return {
        law: id,
        rule: 'VMS-PROMISE-4',
        verdict: 'nonconform',
        summary: 'a save that is refused does not call post_save, though pre_save was called',
        evidence: { kind: 'answer', expected: `${before}, …, ${after}`, received: save.trace.join(', ') },
      };
    });
  },
};
