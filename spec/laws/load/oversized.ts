import { dialects, traitsOf } from '../../../vmstate/dialect.ts';
import { copyBytes } from '../../../vmstate/slab.ts';
import { expectLoad } from '../../expect/load.ts';
import { counterSpans } from '../../hostile/oversized.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/oversized';

/** Many a count of all ones leads out of C's memory. */
const ATTEMPTS = 6;

/** Part of law 11: a count or a size that comes in the stream is as large as it can be. */
export const loadOversized: ProbingLaw = {
  id,
  needs: ['part:widths'],
  title: 'a size that does not fit 64 bits, or memory that cannot be had, is refused',
  rules: ['VMS-SIZE-6', 'VMS-COUNT-2', 'VMS-SIZE-2'],
  dialects: dialects.filter((dialect) => traitsOf(dialect).ownWidths),
  every: 2,
  kind: 'probing',
  probe({ case: of, layout, stream }, engine) {
    if (!traitsOf(of.dialect).ownWidths) return 'skip';
    const spans = counterSpans(of);
    const { description } = layout.plan;
    for (let attempt = 0; attempt < Math.min(ATTEMPTS, spans.length); attempt++) {
      const span = spans[(of.seed + attempt) % spans.length];
      if (span === undefined) continue;
      const wire = copyBytes(stream, stream.length).fill(0xff, span.start, span.start + span.length);
      const found = expectLoad(
        { law: id, rule: 'VMS-COUNT-2', of, layout, description, wire, versionId: description.version_id },
        engine,
      );
      if (found !== 'skip') return found;
    }
    return 'skip';
  },
};
