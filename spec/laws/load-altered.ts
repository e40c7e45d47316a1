import { copyBytes } from '../../vmstate/slab.ts';
import type { ProbingLaw } from '../law.ts';
import { expectLoad } from './expected-load.ts';

const id = 'load/altered';

/** Bytes that mean something to a load: markers, the start of a subsection, counts that are none, few or too many. */
const telling = [0x00, 0x01, 0x05, 0x30, 0x31, 0x7f, 0x80, 0xff] as const;

/**
 * Part of law 11: one byte of the stream is another. A count decides over all
 * that follows, a marker over an element, most bytes only over themselves; the
 * oracle says which. Where it says that C would leave its memory, nobody asks.
 */
export const loadAltered: ProbingLaw = {
  id,
  title: 'a stream with one byte altered ends the load as the oracle says',
  rules: ['VMS-STREAM-2', 'VMS-COUNT-2', 'VMS-COUNT-3', 'VMS-SIZE-2', 'VMS-NULL-2', 'VMS-AUTO-2', 'VMS-LOAD-3'],
  every: 8,
  kind: 'probing',
  probe({ case: of, layout, wire: bytes, stream }, engine) {
    if (bytes.length === 0) return 'skip';
    const { seed } = of;
    const at = seed % bytes.length;
    const wire = copyBytes(stream, stream.length);
    const byte = telling[(seed >>> 8) % telling.length] ?? 0;
    wire[at] = wire[at] === byte ? byte ^ 1 : byte;
    const { description } = layout.plan;
    return expectLoad({ law: id, rule: 'VMS-STREAM-2', of, layout, description, wire, versionId: description.version_id }, engine);
  },
};
