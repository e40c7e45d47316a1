import { nameBytes } from '../../../vmstate/name-bytes.ts';
import { concat } from '../../differences/bytes.ts';
import { expectLoad } from '../../expect/load.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/unknown-subsection';

/** Part of law 11: a subsection of this description's name that it does not have is refused. */
export const loadUnknownSubsection: ProbingLaw = {
  id,
  title: 'a subsection of its own name that a description does not have is rejected',
  rules: ['VMS-LOAD-3'],
  every: 32,
  kind: 'probing',
  probe({ case: of, layout, wire }, engine) {
    const { description } = layout.plan;
    const name = nameBytes(`${description.name}/x`);
    const stream = concat([wire, Uint8Array.of(0x05, name.length), name, Uint8Array.of(0, 0, 0, 1, 0)]);
    return expectLoad(
      {
        law: id,
        rule: 'VMS-LOAD-3',
        of,
        steps: [`append a subsection ${description.name}/x to the saved bytes`],
        layout,
        description,
        wire: stream,
        versionId: description.version_id,
      },
      engine,
    );
  },
};
