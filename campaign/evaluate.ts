import type { Engine, MaybePromise } from '../engine/engine.ts';
import type { Finding, Law, Observed } from '../spec/law.ts';
import { andThen } from '../spec/maybe.ts';
import { saveMeasure } from '../spec/laws/save-measure.ts';
import { prepare, type Subject } from '../spec/subject.ts';
import type { Case } from '../vmstate/case.ts';
import { cloneMemory } from '../vmstate/memory.ts';

/** Told of each law's finding; `law` is its place in the list. */
export type Record = (law: number, finding: Finding) => void;

/** The optional operation that reports element counts and sizes. */
const MEASURE = 'op:measure';

/** Room for what the load allocates. */
const SLACK = 512;

/**
 * Judges one case by the laws that are due in this run. In-process engines are
 * judged before this returns; of a program, save and load are under way at
 * once.
 */
export function evaluate(of: Case, engine: Engine, laws: readonly Law[], run: number, record: Record): MaybePromise<Subject> {
  const subject = prepare(of);
  const { plan, source, destination } = subject.layout;
  const { description } = plan;
  let observing = false;
  let measure = false;
  for (const law of laws) {
    if (run % law.every !== 0) continue;
    if (law.kind === 'observing') observing = true;
    if (law === saveMeasure) measure = engine.hello.features.includes(MEASURE);
  }
  const saved = engine.save({ description, memory: source, measure, returnMemory: false });
  let pending: Promise<void>[] | null = null;
  if (observing) {
    const memory = cloneMemory(destination, SLACK);
    const loaded = engine.load({ description, memory, wire: subject.stream, versionId: description.version_id, resave: true });
    const judged = andThen(saved, (save) => andThen(loaded, (load) => { judge({ save, measured: measure, load }); }));
    if (judged instanceof Promise) pending = [judged];
  }
  for (let i = 0; i < laws.length; i++) {
    const law = laws[i];
    if (law?.kind !== 'probing' || run % law.every !== 0) continue;
    const recorded = andThen(law.probe(subject, engine, saved), (finding) => {
      record(i, finding);
    });
    if (recorded instanceof Promise) (pending ??= []).push(recorded);
  }
  return pending === null ? subject : Promise.all(pending).then(() => subject);

  function judge(observed: Observed): void {
    for (let i = 0; i < laws.length; i++) {
      const law = laws[i];
      if (law?.kind === 'observing' && run % law.every === 0) record(i, law.judge(subject, observed));
    }
  }
}
