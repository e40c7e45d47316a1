import type { Most } from '../../../oracle/load/decode.ts';
import { annotate } from '../../../oracle/wire/annotate.ts';
import { byteOwner, type SpanType } from '../../../oracle/wire/span.ts';
import type { Case } from '../../../vmstate/case/case.ts';
import { copyBytes } from '../../../vmstate/slab.ts';
import { ruleOfReader } from '../../attribution/rule-of-reader.ts';
import { rulesOfMessages } from '../../differences/messages.ts';
import { isViolation, type ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';
import type { RuleId } from '../../rules/rules.ts';
import type { Subject } from '../../subject.ts';
import type { Violation } from '../../violation.ts';
import { expectLoad } from '../../expect/load.ts';
import { extentsOfCase } from '../../extents.ts';

const id = 'load/altered';

/** Bytes that mean something to a load: markers, the start of a subsection, counts that are none, few or too many. */
const telling = [0x00, 0x01, 0x05, 0x30, 0x31, 0x7f, 0x80, 0xff] as const;

/** One in ten alterations leads out of C's memory: so many in a row hardly ever do. */
const ATTEMPTS = 6;

/**
 * An altered count may be of a hundred thousand elements, in one case of a hundred, which would
 * take as long as all the others: what the stream asks for stays in proportion to it.
 */
function mostOf(wire: Uint8Array): Most {
  return { elements: Math.max(1 << 10, 2 * wire.length), bytes: Math.max(1 << 13, 2 * wire.length) };
}

/** A byte that means something, one bit flipped, one more or one less: never what was there. */
function alter(byte: number, pick: number): number {
  const way = pick & 3;
  if (way === 0) return (byte - 1) & 0xff;
  if (way === 1) return (byte + 1) & 0xff;
  if (way === 2) return byte ^ (1 << ((pick >>> 2) & 7));
  const told = telling[(pick >>> 2) % telling.length] ?? 0;
  return told === byte ? byte ^ 1 : told;
}

/** Most bytes are those of buffers: every other time a leaf is picked, and its last byte, which decides of a count in sensible numbers. */
function placeIn({ case: of, wire }: Subject): (pick: number) => number {
  if ((of.seed & 1) === 0) return (pick) => pick % wire.length;
  const all = extentsOfCase(of);
  const counts = all.filter(({ type }) => type === 'node count');
  return (pick) => {
    // Few cases have a tree, whose number of nodes is one leaf of dozens.
    const spans = counts.length > 0 && pick % 3 === 0 ? counts : all;
    const { start, length, type } = spans[pick % spans.length] ?? { start: 0, length: 1, type: 'buffer' };
    // A number of nodes is an int, whose sign is in its first byte.
    if (type === 'node count' && (pick & 0x200) !== 0) return start;
    return start + length - 1 - ((pick >>> 9) % 4 === 0 ? (pick >>> 11) % length : 0);
  };
}

/**
 * Part of law 11: one byte of the stream is another. A count decides over all
 * that follows, a marker over an element, most bytes only over themselves; the
 * oracle says which. Where it says that C would leave its memory, another byte
 * is altered.
 */
export const loadAltered: ProbingLaw = {
  id,
  title: 'a stream with one byte altered ends the load as the oracle predicts',
  rules: [
    'VMS-STREAM-2',
    'VMS-WIRE-2',
    'VMS-COUNT-2',
    'VMS-COUNT-3',
    'VMS-COUNT-4',
    'VMS-SIZE-2',
    'VMS-SIZE-5',
    'VMS-BITMAP-1',
    'VMS-TIMER-1',
    'VMS-BYTES-1',
    'VMS-TREE-2',
    'VMS-NULL-2',
    'VMS-AUTO-2',
    'VMS-SUB-2',
    'VMS-SUB-3',
    'VMS-SUB-4',
    'VMS-LOAD-3',
    'VMS-CODE-1',
    'VMS-CODE-2',
  ],
  every: 4,
  kind: 'probing',
  probe(subject, engine) {
    const { case: of, layout, wire: bytes, stream } = subject;
    if (bytes.length === 0) return 'skip';
    const { seed } = of;
    const { description } = layout.plan;
    const place = placeIn(subject);
    const most = mostOf(stream);
    let tooLarge = false;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const pick = (seed + Math.imul(attempt, 0x9e3779b1)) >>> 0;
      const wire = copyBytes(stream, stream.length);
      const at = place(pick);
      const was = wire[at] ?? 0;
      const now = alter(was, pick >>> 8);
      wire[at] = now;
      const steps = [`alter byte ${at} of the saved bytes from ${hex(was)} to ${hex(now)}`];
      const finding = expectLoad(
        {
          law: id,
          rule: 'VMS-STREAM-2',
          of,
          layout,
          description,
          wire,
          versionId: description.version_id,
          most,
          steps,
        },
        engine,
      );
      if (finding === 'too-large') tooLarge = true;
      if (finding !== 'skip' && finding !== 'too-large')
        return andThen(finding, (found) => (isViolation(found) ? attributed(found, of, at) : found));
    }
    return tooLarge ? 'too-large' : 'skip';
  },
};

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`;
}

/** What is known better than by the byte: how subsections are recognized, or that a load ends as it should and says so otherwise. */
const known: ReadonlySet<RuleId> = new Set([
  'VMS-LOAD-3',
  'VMS-SUB-4',
  'VMS-CODE-1',
  'VMS-CODE-2',
  rulesOfMessages.load.cause,
  rulesOfMessages.load.around,
]);

/** What was altered says more than where it showed: behind a name that was read wrongly nothing is where it should be. */
function attributed(found: Violation, of: Case, at: number): Violation {
  if (known.has(found.rule)) return found;
  const type = byteOwner({ spans: extentsOfCase(of) }, at)?.type;
  if (type === 'subsection marker' || type === 'subsection name') return { ...found, rule: 'VMS-SUB-2' };
  if (found.rule !== 'VMS-STREAM-2') return found;
  const path = byteOwner(annotate(of.model, of.dialect), at)?.path ?? '';
  return { ...found, rule: ruleOfReader(of.model, path) ?? ruleOf(type) };
}

function ruleOf(type: SpanType | undefined): RuleId {
  switch (type) {
    case 'node count':
      return 'VMS-TREE-2';
    case 'null marker':
      return 'VMS-NULL-2';
    case 'pointer marker':
      return 'VMS-AUTO-2';
    case 'bool':
      return 'VMS-WIRE-2';
    case 'subsection version':
      return 'VMS-SUB-3';
    default:
      return 'VMS-STREAM-2';
  }
}
