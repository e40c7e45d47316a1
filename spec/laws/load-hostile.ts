import { nameBytes } from '../../vmstate/name-bytes.ts';
import { concat } from '../differences/bytes.ts';
import type { ProbingLaw } from '../law.ts';
import { expectLoad } from './expected-load.ts';

/** Part of law 11: a stream that ends too early is refused, at the element that misses bytes. */
export const loadTruncated: ProbingLaw = {
  id: 'load/truncated',
  title: 'a stream that ends too early ends the load as the oracle says',
  rules: ['VMS-STREAM-1', 'VMS-LOAD-3', 'VMS-CODE-1', 'VMS-CODE-2'],
  every: 16,
  kind: 'probing',
  probe({ case: of, layout, wire }, engine) {
    if (wire.length === 0) return 'skip';
    const { description } = layout.plan;
    const cut = wire.subarray(0, of.seed % wire.length);
    return expectLoad(
      {
        law: 'load/truncated',
        rule: 'VMS-STREAM-1',
        of,
        saved: of.model,
        layout,
        description,
        wire: cut,
        versionId: description.version_id,
      },
      engine,
    );
  },
};

/** Part of law 11: a subsection of this description's name that it does not have is refused. */
export const loadSubsection: ProbingLaw = {
  id: 'load/unknown-subsection',
  title: 'a subsection of its own name that a description does not have is refused',
  rules: ['VMS-LOAD-3'],
  every: 16,
  kind: 'probing',
  probe({ case: of, layout, wire }, engine) {
    const { description } = layout.plan;
    const name = nameBytes(`${description.name}/x`);
    const stream = concat([wire, Uint8Array.of(0x05, name.length), name, Uint8Array.of(0, 0, 0, 1, 0)]);
    return expectLoad(
      {
        law: 'load/unknown-subsection',
        rule: 'VMS-LOAD-3',
        of,
        layout,
        description,
        wire: stream,
        versionId: description.version_id,
      },
      engine,
    );
  },
};
