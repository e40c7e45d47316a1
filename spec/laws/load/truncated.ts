import { plural } from '../../../vmstate/plural.ts';
import { expectLoad } from '../../expect/load.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/truncated';

/** Part of law 11: a stream that ends too early is refused, at the element that misses bytes. */
export const loadTruncated: ProbingLaw = {
  id,
  title: 'a stream that ends too early ends the load as the oracle predicts',
  rules: ['VMS-STREAM-1', 'VMS-TMP-2', 'VMS-LOAD-3', 'VMS-CODE-1', 'VMS-CODE-2'],
  every: 4,
  kind: 'probing',
  probe({ case: of, layout, wire }, engine) {
    if (wire.length === 0) return 'skip';
    const { description } = layout.plan;
    const cut = wire.subarray(0, of.seed % wire.length);
    return expectLoad(
      {
        law: id,
        rule: 'VMS-STREAM-1',
        of,
        saved: of.model,
        steps: [`keep the first ${cut.length} of ${plural(wire.length, 'saved byte')}`],
        layout,
        description,
        wire: cut,
        versionId: description.version_id,
      },
      engine,
    );
  },
};
