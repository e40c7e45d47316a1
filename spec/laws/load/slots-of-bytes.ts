import type { ExpectedLoad } from '../../../oracle/load/decode.ts';
import type { StructShape } from '../../../vmstate/model/model.ts';
import { slotsOfBytes, type SlotsOfBytes } from '../../equivalence/slots-of-bytes.ts';
import { expectLoad } from '../../expect/load.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/slots-of-bytes';

/** The same of a load, in which the length of a slot is that of the bytes with AUTO_ALLOC, too. */
export const loadSlotsOfBytes: ProbingLaw = {
  id,
  view: 'memory',
  needs: ['VMS_ARRAY_OF_POINTER', 'info:buffer', 'info:unused_buffer', 'info:bitmap'],
  title: 'unused bytes and bitmaps behind slots are loaded as long as a pointer is',
  rules: ['VMS-SIZE-8'],
  every: 2,
  kind: 'probing',
  probe(subject, engine) {
    const { case: of, layout, stream } = subject;
    const other = slotsOfBytes(subject);
    if (other === null) return 'skip';
    const { description, info } = other;
    const wire = other.wireOf(stream);
    return expectLoad(
      {
        law: id,
        rule: 'VMS-SIZE-8',
        of,
        layout,
        description,
        wire,
        versionId: description.version_id,
        steps: [`let buffers behind pointers be ${info}`],
        ruleOfChanged: (path) => (other.isChanged(path) ? 'VMS-SIZE-8' : null),
        adapted: (decoded) => ofOther(of.model.shape, other, decoded),
      },
      engine,
    );
  },
};

/** What the oracle says of buffers, said of the other type. */
function ofOther(shape: StructShape, { members, valueOf }: SlotsOfBytes, decoded: ExpectedLoad): ExpectedLoad {
  if (decoded.verdict === 'undefined') return decoded;
  const { values } = decoded;
  for (const i of members) {
    const member = shape.members[i];
    // In place: the oracle knows the object of a call by the very values of the struct.
    if (member !== undefined) values[i] = valueOf(member, values[i] ?? null);
  }
  return decoded;
}
