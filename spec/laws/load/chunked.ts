import { cutStream } from '../../expect/cut-stream.ts';
import { expectLoad } from '../../expect/load.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/chunked';

/** How many bytes one read gives: next to nothing, less and more than most fields, up to QEMU's own buffer. */
const chunks = [1, 3, 7, 64, 4096, 32767, 32768] as const;

/** Part of law 3: a load does not depend on how its stream is cut into reads. One stream in three ends too early. */
export const loadChunked: ProbingLaw = {
  id,
  needs: ['op:chunk'],
  title: 'a stream that arrives in small pieces ends the load as the oracle predicts',
  rules: ['VMS-STREAM-3', 'VMS-STREAM-4', 'VMS-STREAM-5', 'VMS-STREAM-1'],
  every: 16,
  kind: 'probing',
  cut: true,
  probe(subject, engine) {
    // An engine that takes its input whole would be held to reads that it never made.
    if (!engine.hello.features.includes('op:chunk')) return 'skip';
    const { case: of, layout, stream } = subject;
    const { description } = layout.plan;
    return expectLoad(
      {
        law: id,
        rule: 'VMS-STREAM-4',
        of,
        saved: of.model,
        layout,
        description,
        wire: (of.seed >>> 6) % 3 === 0 ? cutStream(subject) : stream,
        versionId: description.version_id,
        chunk: chunks[(of.seed >>> 3) % chunks.length],
      },
      engine,
    );
  },
};
