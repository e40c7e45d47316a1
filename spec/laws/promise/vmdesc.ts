import { plural } from '../../../vmstate/plural.ts';
import { extentsOf } from '../../../oracle/wire/annotate.ts';
import { vmdescBytes, leafEnds, readVmdesc } from '../../differences/vmdesc-reader.ts';
import type { ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';
import type { Subject } from '../../subject.ts';
import type { Violation } from '../../violation.ts';

const id = 'promise/vmdesc';

/** The description of the bytes suffices to take them apart. */
export const promiseVmdesc: ProbingLaw = {
  id,
  needs: ['op:vmdesc'],
  title: 'the vmdesc suffices to decode the bytes: its sizes add up, and its entries end where values do',
  rules: ['VMS-PROMISE-2'],
  every: 32,
  savable: true,
  promise: true,
  kind: 'probing',
  probe(subject, engine) {
    if (!engine.hello.features.includes('op:vmdesc') || subject.refused !== null) return 'skip';
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
  const total = vmdescBytes(part);
  if (total === null) return broken('a size is not the sum of what is inside', 'sizes that add up', vmdesc);
  if (total !== wire.length)
    return broken(
      `the vmdesc describes ${plural(total, 'byte')} of ${wire.length}`,
      plural(wire.length, 'byte'),
      vmdesc,
    );
  const ends = new Set([0, ...extentsOf(model, dialect).map(({ start, length }) => start + length)]);
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
    law: id,
    rule: 'VMS-PROMISE-2',
    verdict: 'nonconform',
    summary,
    evidence: { kind: 'answer', expected, received },
  };
}
