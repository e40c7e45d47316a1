import { dialects } from '../../vmstate/dialect.ts';
import { EIO } from '../../vmstate/wire.ts';
import type { LoadOutcome } from '../../engine/engine.ts';
import { createReferenceEngine, type SynchronousEngine } from '../../engine/reference/create.ts';
import type { FaultyEngine, RuleName } from './faulty-engine.ts';

/** The correct engine with a wrong report of its loads. */
function mistold(
  rule: RuleName,
  id: string,
  breaks: string,
  tell: (outcome: LoadOutcome) => LoadOutcome,
): FaultyEngine {
  const create = (dialect: FaultyEngine['dialects'][number]): SynchronousEngine => {
    const right = createReferenceEngine({ dialect });
    return { ...right, hello: { ...right.hello, name: id }, load: (request) => tell(right.load(request)) };
  };
  return { id, area: 'rule', rules: [rule], breaks, dialects, create };
}

/** Loads that end as they should, with another code. */
export const codeFaults: readonly FaultyEngine[] = [
  mistold('VMS-CODE-1', 'every-code-is-eperm', 'Every refusal has the code -EPERM.', (outcome) =>
    outcome.status === 'rejected' ? { ...outcome, code: -1 } : outcome,
  ),
  mistold('VMS-CODE-2', 'stream-error-forgotten', 'The error of the stream is not reported.', (outcome) => {
    if (outcome.status === 'ok') return { ...outcome, streamError: 0 };
    if (outcome.status !== 'rejected' || outcome.left === null) return outcome;
    return { ...outcome, left: { ...outcome.left, streamError: 0 } };
  }),
  mistold('VMS-CODE-2', 'every-refusal-fails-the-stream', 'Every refusal sets the error of the stream.', (outcome) => {
    if (outcome.status !== 'rejected' || outcome.left === null) return outcome;
    const { left } = outcome;
    return { ...outcome, left: { ...left, streamError: left.streamError === 0 ? EIO : left.streamError } };
  }),
];
