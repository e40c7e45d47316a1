import { expectLoad } from '../../expect/load.ts';
import { layoutOfChanged } from '../../hooks/layout-of-changed.ts';
import { nestedSubsections, withHooks } from '../../hooks/rehook.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/after-error';

/** What a load reads that goes on although its stream has an error: a positive result in a subsection sets one. */
export const loadAfterError: ProbingLaw = {
  id,
  needs: ['op:chunk', 'part:hooks', 'part:subsections'],
  title: 'a load that continues after an error of the stream gets the bytes that the oracle says',
  rules: ['VMS-STREAM-5', 'VMS-HOOK-3'],
  every: 16,
  kind: 'probing',
  cut: true,
  probe(subject, engine) {
    const original = subject.case;
    const { model, seed } = original;
    const places = nestedSubsections(model.shape);
    const pick = places[(seed >>> 5) % Math.max(1, places.length)];
    if (pick === undefined) return 'skip';
    const of = { ...original, model: { ...model, shape: withHooks(model.shape, pick, {}, { post_load: 1 }) } };
    const laid = layoutOfChanged(of, subject, engine);
    const { description } = laid.plan;
    const wire = subject.stream;
    const versionId = description.version_id;
    const steps = ['let the post_load of a subsection of a nested struct return 1'];
    return expectLoad(
      { law: id, rule: 'VMS-HOOK-3', of, saved: of.model, layout: laid, description, wire, versionId, chunk: 1, steps },
      engine,
    );
  },
};
