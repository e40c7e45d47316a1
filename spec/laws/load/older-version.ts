import { layout } from '../../../layout/layout.ts';
import { encode } from '../../../oracle/save/encode.ts';
import { concat } from '../../differences/bytes.ts';
import type { ProbingLaw } from '../../law.ts';
import { expectLoad } from '../../expect/load.ts';

const id = 'load/older-version';

/** Part of law 9: a stream of an older version that is still allowed loads, without the newer fields. */
export const loadOlderVersion: ProbingLaw = {
  id,
  title: 'a stream of an older version loads into a newer description',
  rules: ['VMS-EXIST-1', 'VMS-VERSION-1'],
  every: 16,
  kind: 'probing',
  probe({ case: of }, engine) {
    const { shape, values } = of.model;
    if (shape.minimumVersion >= shape.version) return 'skip';
    const range = shape.version - shape.minimumVersion;
    const versionId = (of.seed & 1) === 0 ? shape.minimumVersion : shape.minimumVersion + (of.seed % range);
    // The older device: the same struct, described by an older version of the description.
    const older = { ...of, model: { shape: { ...shape, version: versionId }, values } };
    const laid = layout(older);
    const wire = concat([encode(older.model, of.dialect), Uint8Array.of(0, 0x30, 0x05, 0x31)]);
    const description = { ...laid.plan.description, version_id: shape.version };
    const rule = versionId === shape.minimumVersion ? 'VMS-VERSION-1' : 'VMS-EXIST-1';
    const steps = [`save as version ${versionId}`];
    return expectLoad({ law: id, rule, of: older, layout: laid, description, wire, versionId, steps }, engine);
  },
};
