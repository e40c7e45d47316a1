import { memoryAfterLoad } from '../../layout/layout.ts';
import { decode } from '../../oracle/load/decode.ts';
import { isViolation, type LawOutcome, type Observed, type ObservingLaw } from '../law.ts';
import type { Subject } from '../subject.ts';

/** Ways to look for subsections that differ from the releases' only in VMS-LOAD-3. */
const ways = ['own', 'outermost'] as const;

let lastSubject: Subject | null = null;
let lastOthers: readonly Subject[] = [];

/**
 * What an observing law says of a case, attributed to VMS-LOAD-3 (a quirk) where an engine that
 * looks for subsections only where there are some would be right: that is all its difference.
 */
export function judgeByCause(law: ObservingLaw, subject: Subject, observed: Observed): LawOutcome {
  const outcome = law.judge(subject, observed);
  if (law.judges !== 'load' || law.promise === true) return outcome;
  if (!isViolation(outcome) || outcome.verdict !== 'nonconform') return outcome;
  if (lastSubject !== subject) {
    lastSubject = subject;
    lastOthers = ways.map((looks) => looking(subject, looks));
  }
  // A law that does not judge the other load says nothing for it.
  return lastOthers.some((other) => law.judge(other, observed) === null) ? { ...outcome, rule: 'VMS-LOAD-3' } : outcome;
}

/** The subject with what such a load does to it. */
function looking(subject: Subject, looks: (typeof ways)[number]): Subject {
  const { case: of, layout: laid, stream } = subject;
  const { shape } = of.model;
  const target = { shape, before: laid.before, rooms: laid.rooms, pointerSize: of.abi.pointerSize, looks };
  const decoded = decode(target, stream, shape.version, of.dialect);
  const after = decoded.verdict === 'ok' ? memoryAfterLoad(laid.plan, laid.destination, decoded) : null;
  return { ...subject, decoded, after };
}
