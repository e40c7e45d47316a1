import { nameBytes } from '../../../vmstate/name-bytes.ts';
import { concat } from '../../differences/bytes.ts';
import { rulesOfMessages, tellsMessages } from '../../differences/messages.ts';
import { expectLoad } from '../../expect/load.ts';
import { expectedOf, type Wanted } from '../../expect/wanted-load.ts';
import { onlyOf } from '../../expect/only-of.ts';
import { withFailingInfo } from '../../hooks/failing-info.ts';
import { layoutOfChanged } from '../../hooks/layout-of-changed.ts';
import type { ProbingLaw } from '../../law.ts';
import type { Subject } from '../../subject.ts';
import type { Engine } from '../../../engine/engine.ts';

const id = 'load/message';
const { cause, around } = rulesOfMessages.load;

/** What the engine itself says of a load that it refuses. */
export const loadMessage: ProbingLaw = {
  id,
  needs: ['op:message'],
  title: 'a load that is refused says why, in the words of the release',
  rules: [cause, around],
  every: 8,
  kind: 'probing',
  probe(subject, engine) {
    const { seed, dialect } = subject.case;
    if (!tellsMessages(engine, dialect)) return 'skip';
    // The case's own load comes first, and the others begin with another one in each case.
    const { length } = ways;
    for (let i = -1; i < length; i++) {
      const way = i < 0 ? ownLoad : ways[((seed >>> 3) + i) % length];
      const wanted = way?.(subject, engine) ?? null;
      if (wanted === null) continue;
      const decoded = i < 0 && engine.hello.view === 'memory' ? subject.decoded : expectedOf(wanted);
      if (decoded.verdict === 'rejected') return onlyOf(ruleIds, expectLoad({ ...wanted, decoded }, engine));
    }
    return 'skip';
  },
};

const ruleIds = [cause, around];

/** How to bring a refusal about; null: not in this case. */
type Way = (subject: Subject, engine: Engine) => Wanted | null;

const ways: readonly Way[] = [otherVersion, cutStream, failingInfo, unknownSubsection];

function ownLoad({ case: of, layout, stream }: Subject): Wanted {
  const { description } = layout.plan;
  return { law: id, rule: cause, of, layout, description, wire: stream, versionId: description.version_id };
}

function otherVersion(subject: Subject): Wanted {
  const own = ownLoad(subject);
  const { minimum_version_id: oldest, version_id: newest } = own.description;
  const isOld = (subject.case.seed & 1) === 0 && oldest > 0;
  const versionId = isOld ? oldest - 1 : newest + 1;
  return { ...own, versionId, steps: [`load as version ${versionId}, which is too ${isOld ? 'old' : 'new'}`] };
}

function cutStream(subject: Subject): Wanted | null {
  const { wire, case: of } = subject;
  if (wire.length === 0) return null;
  const length = of.seed % wire.length;
  return {
    ...ownLoad(subject),
    wire: wire.subarray(0, length),
    steps: [`keep the first ${length} of ${wire.length} saved bytes`],
  };
}

function failingInfo(subject: Subject, engine: Engine): Wanted | null {
  const of = withFailingInfo(subject.case, 'get');
  if (of === null) return null;
  const layout = layoutOfChanged(of, subject, engine);
  return { ...ownLoad(subject), of, layout, description: layout.plan.description };
}

function unknownSubsection(subject: Subject): Wanted {
  const own = ownLoad(subject);
  const text = `${own.description.name}/x`;
  const name = nameBytes(text);
  return {
    ...own,
    wire: concat([subject.wire, Uint8Array.of(0x05, name.length), name, Uint8Array.of(0, 0, 0, 1, 0)]),
    steps: [`append a subsection ${text} to the saved bytes`],
  };
}
