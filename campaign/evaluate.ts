import type { Engine, MaybePromise } from '../engine/engine.ts';
import type { Finding, Law, Observed } from '../spec/law.ts';
import { andThen } from '../spec/maybe-promise.ts';
import { saveMeasure } from '../spec/laws/save-measure.ts';
import { prepare, type Subject } from '../spec/subject.ts';
import type { Case } from '../vmstate/case/case.ts';
import { cloneMemory } from '../vmstate/host/memory.ts';

/** Told of each law's finding; `law` is its place in the list. */
export type Record = (law: number, finding: Finding) => void;

/** The optional operation that reports element counts and sizes. */
const MEASURE = 'op:measure';

/** Room for what the load allocates. */
const SLACK = 512;

/** Stands for an answer to what nobody asked: the oracle knows of none. */
const UNASKED = { status: 'unsupported', feature: 'an answer that the oracle knows' } as const;

/**
 * Judges one case by the laws that are due in this run. In-process engines are
 * judged before this returns; of a program, save and load are under way at
 * once.
 */
export function evaluate(
  of: Case,
  engine: Engine,
  laws: readonly Law[],
  run: number,
  record: Record,
): MaybePromise<Subject> {
  const subject = prepare(of, engine.hello.view);
  const { plan, source, destination, before } = subject.layout;
  const { description } = plan;
  let observing = false;
  let measure = false;
  for (const law of laws) {
    if (run % law.every !== 0) continue;
    if (law.kind === 'observing') observing = true;
    if (law === saveMeasure) measure = engine.hello.features.includes(MEASURE);
  }
  const saved = subject.savable
    ? engine.save({ description, memory: source, measure, returnMemory: false, model: of.model })
    : UNASKED;
  let pending: Promise<void>[] | null = null;
  if (observing) {
    const memory = cloneMemory(destination, SLACK);
    // A subsection that did not come holds whatever the destination held; a load at another version than
    // that of the save may have taken other bytes for a count, by which a save would leave the memory.
    const { decoded, wire } = subject;
    const resave =
      subject.savable && decoded.verdict === 'ok' && decoded.missed === 0 && decoded.consumed === wire.length;
    const request = {
      description,
      memory,
      wire: subject.stream,
      versionId: description.version_id,
      resave,
      model: { shape: of.model.shape, values: before },
    };
    const loaded = subject.decoded.verdict === 'undefined' ? UNASKED : engine.load(request);
    const judged = andThen(saved, (save) =>
      andThen(loaded, (load) => {
        judge({ save, measured: measure, load, resaved: resave });
      }),
    );
    if (judged instanceof Promise) pending = [judged];
  }
  for (let i = 0; i < laws.length; i++) {
    const law = laws[i];
    if (law?.kind !== 'probing' || run % law.every !== 0) continue;
    const finding =
      subject.savable || !/^(save|equivalence)\//.test(law.id) ? law.probe(subject, engine, saved) : 'skip';
    const recorded = andThen(finding, (found) => {
      record(i, found);
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
