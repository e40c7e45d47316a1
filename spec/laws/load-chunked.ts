import { annotate } from '../../oracle/wire/annotate.ts';
import { andThen } from '../maybe-promise.ts';
import type { ProbingLaw } from '../law.ts';
import { sameBytes } from '../differences/bytes.ts';
import type { Subject } from '../subject.ts';
import { askLoad, expectLoad, type Wanted } from './expected-load.ts';
import type { LoadOutcome } from '../../engine/engine.ts';

/** How many bytes one read gives: next to nothing, less and more than most fields, up to QEMU's own buffer. */
const chunks = [1, 3, 7, 64, 4096, 32767, 32768] as const;

function chunkOf(seed: number): number {
  return chunks[(seed >>> 3) % chunks.length] ?? 1;
}

/** One stream in three ends too early. */
function streamOf(subject: Subject): Uint8Array {
  const { seed } = subject.case;
  return (seed >>> 6) % 3 === 0 ? cutStream(subject) : subject.stream;
}

/**
 * The stream without its end: where there is one, it ends in a buffer that is
 * longer than all before it, of which real QEMU moves the bytes.
 */
function cutStream({ case: { model, dialect, seed }, wire, stream }: Subject): Uint8Array {
  if (wire.length === 0) return stream;
  const { spans } = annotate(model, dialect);
  const long = spans.filter(({ type, start, length }) => type === 'buffer' && start > 0 && length > start + 1);
  const { start, length } = long[(seed >>> 8) % Math.max(1, long.length)] ?? { start: 0, length: wire.length };
  return wire.subarray(0, long.length > 0 ? start + length - 1 : (seed >>> 8) % length);
}

/** Part of law 3: a load does not depend on how its stream is cut into reads. */
export const loadChunked: ProbingLaw = {
  id: 'load/chunked',
  needs: ['op:chunk'],
  title: 'a stream that comes in small pieces ends the load as the oracle says',
  rules: ['VMS-STREAM-3', 'VMS-STREAM-4', 'VMS-STREAM-5', 'VMS-STREAM-1'],
  // The longest streams come at runs that 8 does not divide.
  every: 3,
  kind: 'probing',
  probe(subject, engine) {
    const { case: of, layout } = subject;
    const { description } = layout.plan;
    return expectLoad(
      {
        law: 'load/chunked',
        rule: 'VMS-STREAM-4',
        of,
        saved: of.model,
        layout,
        description,
        wire: streamOf(subject),
        versionId: description.version_id,
        chunk: chunkOf(of.seed),
      },
      engine,
    );
  },
};

/** The same without the oracle: the engine against itself. */
export const chunkPromise: ProbingLaw = {
  id: 'promise/chunked',
  view: 'memory',
  needs: ['op:chunk'],
  title: 'how a stream is cut into reads changes nothing',
  rules: ['VMS-PROMISE-3'],
  every: 16,
  kind: 'probing',
  probe(subject, engine) {
    const { case: of, layout, decoded } = subject;
    if (decoded.verdict === 'undefined') return 'skip';
    const { description } = layout.plan;
    const wanted: Wanted = {
      law: 'promise/chunked',
      rule: 'VMS-PROMISE-3',
      of,
      layout,
      description,
      wire: cutStream(subject),
      versionId: description.version_id,
    };
    const whole = askLoad(wanted, engine);
    const cut = askLoad({ ...wanted, chunk: 1 }, engine);
    return andThen(whole, (one) =>
      andThen(cut, (other) => {
        if (!('status' in one) || !('status' in other)) return 'skip';
        const difference = differenceOf(one, other);
        if (difference === null) return null;
        return {
          law: 'promise/chunked',
          rule: 'VMS-PROMISE-3',
          verdict: 'nonconform',
          summary: `${difference} when each read gives one byte`,
          evidence: { kind: 'answer', expected: textOf(one), received: textOf(other) },
        };
      }),
    );
  },
};

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
  if (a.consumed !== b.consumed) return 'the load takes another number of bytes';
  if (a.streamError !== b.streamError) return 'the stream has another error';
  const same = a.memory.length === b.memory.length && sameBytes(a.memory, b.memory, a.memory.length);
  return same ? null : 'the load leaves other bytes in memory';
}

function textOf(outcome: LoadOutcome): string {
  const left = leftOf(outcome);
  if (left === null) return outcome.status;
  const memory = Buffer.from(left.memory).toString('hex');
  return `${outcome.status}, ${left.consumed} bytes taken, stream error ${left.streamError}, memory ${memory}`;
}
