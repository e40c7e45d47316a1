import { plural } from '../../../vmstate/plural.ts';
import type { LoadOutcome } from '../../../engine/engine.ts';
import { sameBytes } from '../../differences/bytes.ts';
import { cutStream } from '../../expect/cut-stream.ts';
import { askLoad } from '../../expect/load.ts';
import type { Wanted } from '../../expect/wanted-load.ts';
import type { LawOutcome, ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';

const id = 'promise/chunked';

/** The engine against itself, on a stream that ends too early: once read at once, once byte by byte. */
export const promiseChunked: ProbingLaw = {
  id,
  view: 'memory',
  needs: ['op:chunk'],
  title: 'how a stream is split into reads has no effect',
  rules: ['VMS-PROMISE-3'],
  every: 16,
  promise: true,
  kind: 'probing',
  probe(subject, engine) {
    if (!engine.hello.features.includes('op:chunk')) return 'skip';
    const { case: of, layout, decoded } = subject;
    if (decoded.verdict === 'undefined') return 'skip';
    const { description } = layout.plan;
    const wanted: Wanted = {
      law: id,
      rule: 'VMS-PROMISE-3',
      of,
      layout,
      description,
      wire: cutStream(subject),
      versionId: description.version_id,
    };
    const whole = askLoad(wanted, engine);
    const cut = askLoad({ ...wanted, chunk: 1 }, engine);
    return andThen(whole, (one) => andThen(cut, (other) => judge(one, other)));
  },
};

function judge(one: LoadOutcome, other: LoadOutcome): LawOutcome {
  const difference = differenceOf(one, other);
  if (difference === null) return null;
  return {
    law: id,
    rule: 'VMS-PROMISE-3',
    verdict: 'nonconform',
    summary: `${difference} when each read gives one byte`,
    evidence: { kind: 'answer', expected: textOf(one), received: textOf(other) },
  };
}

function leftOf(outcome: LoadOutcome): { consumed: number; streamError: number; memory: Uint8Array } | null {
  const left = outcome.status === 'ok' ? outcome : outcome.status === 'rejected' ? outcome.left : null;
  if (left === null) return null;
  const { consumed, streamError, memory } = left;
  return { consumed, streamError, memory: memory.bytes.subarray(0, memory.used) };
}

function differenceOf(one: LoadOutcome, other: LoadOutcome): string | null {
  if (one.status !== other.status) return 'the load ends in another way';
  const a = leftOf(one);
  const b = leftOf(other);
  if (a === null || b === null) return null;
  if (a.consumed !== b.consumed) return 'the load consumes another number of bytes';
  if (a.streamError !== b.streamError) return 'the stream has another error';
  const same = a.memory.length === b.memory.length && sameBytes(a.memory, b.memory, a.memory.length);
  return same ? null : 'the load leaves other bytes in memory';
}

function textOf(outcome: LoadOutcome): string {
  const left = leftOf(outcome);
  if (left === null) return outcome.status;
  const memory = Buffer.from(left.memory).toString('hex');
  return `${outcome.status}, ${plural(left.consumed, 'byte')} taken, stream error ${left.streamError}, memory ${memory}`;
}
