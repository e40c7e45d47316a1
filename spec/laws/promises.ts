import { annotate } from '../../oracle/wire/annotate.ts';
import type { Cause } from '../../oracle/load/decode.ts';
import { wrongAnswer } from '../answer.ts';
import type { ObservingLaw, ProbingLaw } from '../law.ts';
import { andThen } from '../maybe-promise.ts';
import type { Subject } from '../subject.ts';
import type { Violation } from '../violation.ts';
import { bytesOf, leafEnds, readVmdesc } from '../differences/vmdesc-reader.ts';

/*
 * What users of QEMU count on, whatever its releases do. All other laws take
 * the oracle's word for what a release does, sensible or not; these do not, and
 * real QEMU is known to break them (docs/findings/).
 */

/** Refusals that the device itself asks for. */
const intended: ReadonlySet<Cause> = new Set<Cause>([
  'hook',
  'positive hook',
  'must exist',
  'version',
  'element version',
  'object version',
  'tree version',
]);

/** A state that was saved can be loaded. */
export const roundTripPromise: ObservingLaw = {
  id: 'promise/round-trip',
  title: 'what was saved can be loaded, unless the device itself refuses it',
  rules: ['VMS-PROMISE-1'],
  every: 1,
  kind: 'observing',
  judge({ savable, refused, decoded }, { save, load }) {
    if (!savable || refused !== null || save.status !== 'ok' || decoded.verdict === 'undefined') return 'skip';
    if (decoded.verdict === 'rejected' && intended.has(decoded.cause)) return 'skip';
    return load.status === 'ok'
      ? null
      : wrongAnswer('promise/round-trip', 'VMS-PROMISE-1', 'load of what was saved', 'ok', load);
  },
};

/** The description of the bytes suffices to take them apart. */
export const vmdescPromise: ProbingLaw = {
  id: 'promise/vmdesc',
  needs: ['op:vmdesc'],
  title: 'the vmdesc suffices to take the bytes apart: its sizes add up, and its entries end where values do',
  rules: ['VMS-PROMISE-2'],
  every: 32,
  kind: 'probing',
  probe(subject, engine) {
    if (!engine.hello.features.includes('op:vmdesc') || subject.refused !== null || !subject.savable) return 'skip';
    const {
      case: { model },
      layout: { plan, source },
    } = subject;
    const request = {
      description: plan.description,
      memory: source,
      measure: false,
      returnMemory: false,
      vmdesc: true,
      model,
    };
    return andThen(engine.save(request), (save) =>
      save.status === 'ok' && save.vmdesc !== undefined ? takenApart(subject, save.wire, save.vmdesc) : 'skip',
    );
  },
};

function takenApart({ case: { model, dialect } }: Subject, wire: Uint8Array, vmdesc: string): Violation | null {
  const part = readVmdesc(vmdesc);
  if (part === null)
    return broken(
      'the vmdesc is ambiguous: an object has two members of one name',
      'no object with two members of one name',
      vmdesc,
    );
  const total = bytesOf(part);
  if (total === null) return broken('a size is not the sum of what is inside', 'sizes that add up', vmdesc);
  if (total !== wire.length)
    return broken(`the vmdesc describes ${total} bytes of ${wire.length}`, `${wire.length} bytes`, vmdesc);
  const ends = new Set([0, ...annotate(model, dialect).spans.map(({ start, length }) => start + length)]);
  const cut = leafEnds(part).find((end) => !ends.has(end));
  return cut === undefined
    ? null
    : broken(
        `an entry of the vmdesc ends at byte ${cut}, where no value does`,
        'entries that end where values do',
        vmdesc,
      );
}

function broken(summary: string, expected: string, received: string): Violation {
  return {
    law: 'promise/vmdesc',
    rule: 'VMS-PROMISE-2',
    verdict: 'nonconform',
    summary,
    evidence: { kind: 'answer', expected, received },
  };
}
