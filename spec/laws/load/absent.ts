import { layout } from '../../../layout/layout.ts';
import { encode } from '../../../oracle/save/encode.ts';
import { withTrailer } from '../../differences/bytes.ts';
import { expectLoad } from '../../expect/load.ts';
import { countFields, withAbsent } from '../../hostile/absent.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/absent';

/** A field of any struct, subsection or list element that must exist and does not, where the stream has it. */
export const loadAbsent: ProbingLaw = {
  id,
  needs: ['VMS_MUST_EXIST', 'part:field_exists'],
  title: 'a load that reaches an absent field that must exist, at any depth, ends as the oracle predicts',
  rules: ['VMS-EXIST-3', 'VMS-CODE-1', 'VMS-CODE-2'],
  every: 32,
  kind: 'probing',
  probe({ case: original }, engine) {
    const { features } = engine.hello;
    if (!features.includes('VMS_MUST_EXIST') || !features.includes('part:field_exists')) return 'skip';
    const { model, dialect, seed } = original;
    const shape = withAbsent(model.shape, (seed >>> 3) % Math.max(1, countFields(model.shape)));
    const of = { ...original, model: { ...model, shape } };
    const laid = layout(of);
    const { description } = laid.plan;
    return expectLoad(
      {
        law: id,
        rule: 'VMS-EXIST-3',
        of,
        steps: ['save the device with all its fields', 'let one field that must exist be absent'],
        layout: laid,
        description,
        wire: withTrailer(encode(model, dialect)),
        versionId: description.version_id,
      },
      engine,
    );
  },
};
