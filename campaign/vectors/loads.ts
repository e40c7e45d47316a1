import { callText } from '../../vmstate/hooks.ts';
import { noisyBefore } from '../../layout/noisy-before.ts';
import { decode } from '../../oracle/load/decode.ts';
import { appliesIn, type RuleId } from '../../spec/rules/rules.ts';
import type { Subject } from '../../spec/subject.ts';
import type { StructValue } from '../../vmstate/model/model.ts';
import { memoryAfter } from './memory-after.ts';
import { ownStream, otherStreams, type Stream } from './streams.ts';
import { valuesAfter } from './values-after.ts';
import type { VectorLoad } from './vector.ts';

/** A load of a stream, and what it is another example of. */
export interface LoadCandidate {
  readonly stream: Stream;
  readonly rules: readonly RuleId[];
  /** The kind of the stream with what comes of it. */
  readonly feature: string;
  readonly json: () => VectorLoad;
}

/** The destination's values where values are all there is: noise that no load depends on. */
export function noiseBefore({ case: of, layout }: Subject): StructValue {
  return noisyBefore(of.model.shape, layout.before, of.seed);
}

/** The load of what the save wrote; null where the oracle says that nobody knows what it does. */
export function ownLoad(subject: Subject): LoadCandidate | null {
  return loadOf(subject, ownStream(subject));
}

/** All other loads with a known end. */
export function* otherLoads(subject: Subject): Generator<LoadCandidate> {
  for (const stream of otherStreams(subject)) {
    const load = loadOf(subject, stream);
    if (load !== null) yield load;
  }
}

function loadOf(subject: Subject, stream: Stream): LoadCandidate | null {
  const { case: of, layout } = subject;
  const { shape } = of.model;
  const { wire, versionId, kind } = stream;
  const { pointerSize } = of.abi;
  const target = { shape, before: layout.before, rooms: layout.rooms, pointerSize };
  const inMemory = decode(target, wire, versionId, of.dialect);
  // Which bytes of it a cut buffer gets is decided by how QEMU reads, not by what it reads.
  if (inMemory.verdict === 'undefined' || inMemory.wrongTail === true) return null;
  // What came twice has left bytes in memory that no value is about.
  if (inMemory.lost) return null;
  const { verdict, consumed, streamError: stream_error, trace } = inMemory;
  const refused = verdict === 'rejected';
  const code = refused ? inMemory.code : 0;
  const whole = consumed === subject.wire.length ? '' : ', other bytes';
  return {
    stream,
    rules: rulesOf(stream, refused, stream_error).filter((rule) => appliesIn(rule, of.dialect)),
    feature: `load ${kind}: ${refused ? `refused with ${code}` : `ok${whole}`}${stream_error === 0 ? '' : `, stream error ${stream_error}`}`,
    json: () => {
      const before = noiseBefore(subject);
      const inValues = decode({ shape, before, rooms: layout.rooms }, wire, versionId, of.dialect);
      const known = inValues.verdict === 'undefined' ? inMemory : inValues;
      const after = memoryAfter(layout.plan, layout.destination, inMemory);
      return {
        what: stream.what,
        rules: rulesOf(stream, refused, stream_error).filter((rule) => appliesIn(rule, of.dialect)),
        wire: Buffer.from(wire).toString('hex'),
        version_id: versionId,
        verdict,
        code,
        reason: refused ? inMemory.why : null,
        consumed,
        stream_error,
        trace: trace.map(callText),
        values: valuesAfter(shape, known, before),
        ...after,
      };
    },
  };
}

function rulesOf({ rules, kind }: Stream, refused: boolean, streamError: number): readonly RuleId[] {
  const failed: readonly RuleId[] = streamError === 0 ? [] : ['VMS-CODE-2'];
  if (!refused) return [...rules, ...failed];
  // What a save wrote and a load refuses looks like a subsection, or fails by a hook.
  return [...(kind === 'own' ? (['VMS-LOAD-3'] as const) : rules), 'VMS-LOAD-4', 'VMS-CODE-1', ...failed];
}
