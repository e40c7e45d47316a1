import { layout } from '../../../layout/layout.ts';
import { encode } from '../../../oracle/save/encode.ts';
import { withTrailer } from '../../differences/bytes.ts';
import { expectLoad } from '../../expect/load.ts';
import { nestedSubsections, withHooks } from '../../hooks/rehook.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/after-error';

/** What a load reads that goes on although its stream has an error: a positive result in a subsection sets one. */
export const loadAfterError: ProbingLaw = {
  id,
  needs: ['op:chunk', 'part:hooks', 'part:subsections'],
  title: 'a load that continues after an error of the stream gets the bytes that the oracle says',
  rules: ['VMS-STREAM-5', 'VMS-HOOK-3'],
  every: 4,
  kind: 'probing',
  cut: true,
  probe({ case: original }, engine) {
    const { model, seed } = original;
    const places = nestedSubsections(model.shape);
    const pick = places[(seed >>> 5) % Math.max(1, places.length)];
    if (pick === undefined) return 'skip';
    const of = { ...original, model: { ...model, shape: withHooks(model.shape, pick, {}, { post_load: 1 }) } };
    const laid = layout(of);
    const { description } = laid.plan;
    const wire = withTrailer(encode(of.model, of.dialect));
    const versionId = description.version_id;
    const steps = ['let the post_load of a subsection of a nested struct return 1'];
    return expectLoad(
      { law: id, rule: 'VMS-HOOK-3', of, saved: of.model, layout: laid, description, wire, versionId, chunk: 1, steps },
      engine,
    );
  },
};
