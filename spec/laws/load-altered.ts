import { copyBytes } from '../../vmstate/slab.ts';
import type { ProbingLaw } from '../law.ts';
import { expectLoad } from './expected-load.ts';

const id = 'load/altered';

/** Bytes that mean something to a load: markers, the start of a subsection, counts that are none, few or too many. */
const telling = [0x00, 0x01, 0x05, 0x30, 0x31, 0x7f, 0x80, 0xff] as const;

/** One in ten alterations leads out of C's memory: so many in a row hardly ever do. */
const ATTEMPTS = 6;

/** Another byte than was there. */
function withByte(stream: Uint8Array, at: number, byte: number): Uint8Array {
  const wire = copyBytes(stream, stream.length);
  wire[at] = wire[at] === byte ? byte ^ 1 : byte;
  return wire;
}

/**
 * Part of law 11: one byte of the stream is another. A count decides over all
 * that follows, a marker over an element, most bytes only over themselves; the
 * oracle says which. Where it says that C would leave its memory, another byte
 * is altered.
 */
export const loadAltered: ProbingLaw = {
  id,
  title: 'a stream with one byte altered ends the load as the oracle says',
  rules: ['VMS-STREAM-2', 'VMS-COUNT-2', 'VMS-COUNT-3', 'VMS-SIZE-2', 'VMS-SIZE-5', 'VMS-TIMER-1', 'VMS-BYTES-1', 'VMS-TREE-2', 'VMS-NULL-2', 'VMS-AUTO-2', 'VMS-LOAD-3'],
  every: 8,
  kind: 'probing',
  probe({ case: of, layout, wire: bytes, stream }, engine) {
    if (bytes.length === 0) return 'skip';
    const { seed } = of;
    const { description } = layout.plan;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const pick = (seed + Math.imul(attempt, 0x9e3779b1)) >>> 0;
      const wire = withByte(stream, pick % bytes.length, telling[(pick >>> 8) % telling.length] ?? 0);
      const finding = expectLoad({ law: id, rule: 'VMS-STREAM-2', of, layout, description, wire, versionId: description.version_id }, engine);
      if (finding !== 'skip') return finding;
    }
    return 'skip';
  },
};
