import { annotate } from '../../oracle/annotate.ts';
import { copyBytes } from '../../vmstate/slab.ts';
import type { ProbingLaw } from '../law.ts';
import { expectLoad } from './expected-load.ts';

const id = 'load/lenient';

/** Part of law 11: bytes that a load takes as they come. Any byte but 0 is true, and nobody looks at unused bytes. */
export const loadLenient: ProbingLaw = {
  id,
  title: 'any byte but 0 is true, and unused bytes may be anything',
  rules: ['VMS-WIRE-2', 'VMS-WIRE-4'],
  every: 16,
  kind: 'probing',
  probe(subject, engine) {
    const { case: of, layout, stream } = subject;
    const { spans } = annotate(of.model, of.dialect);
    const wire = copyBytes(stream, stream.length);
    let altered: 'VMS-WIRE-2' | 'VMS-WIRE-4' | null = null;
    for (const { start, length, type } of spans) {
      if (type !== 'bool' && type !== 'unused') continue;
      altered = type === 'bool' ? 'VMS-WIRE-2' : (altered ?? 'VMS-WIRE-4');
      // Never 0x05: what follows a struct must not look like a subsection.
      for (let at = start; at < start + length; at++) if (type === 'unused' || wire[at] !== 0) wire[at] = 6 + ((of.seed + at) % 250);
    }
    if (altered === null) return 'skip';
    const { description } = layout.plan;
    return expectLoad({ law: id, rule: altered, of, layout, description, wire, versionId: description.version_id }, engine);
  },
};
