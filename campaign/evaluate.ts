import type { Engine, LoadOutcome, MaybePromise, SaveOutcome } from '../engine/engine.ts';
import { heldToFeatures } from '../engine/held-to-features.ts';
import { judgeByCause } from '../spec/attribution/quirk.ts';
import type { Law, LawOutcome, NotAsked, Observed } from '../spec/law.ts';
import { andThen } from '../spec/maybe-promise.ts';
import { isResavable, prepare, type Subject } from '../spec/subject.ts';
import type { Case } from '../vmstate/case/case.ts';
import { cloneMemory } from '../vmstate/host/memory.ts';

/** An engine and the laws that it is judged by. */
export interface Judges {
  readonly engine: Engine;
  readonly laws: readonly Law[];
}

/** Called with each law's outcome; `law` is its place in the list. */
export type Record = (law: number, outcome: LawOutcome) => void;

/** The optional operation that reports element counts and sizes. */
const MEASURE = 'op:measure';

/** Bytes that a load may allocate before the memory has to grow. */
const SLACK = 512;

/** Placeholder: no request was sent, because the oracle defines no answer. */
const NOT_ASKED: NotAsked = { status: 'not-asked' };

/**
 * Judges one case by the laws that are due in this run. In-process engines are
 * judged before this returns; with an external engine, save and load are in
 * flight together. Probing laws skip a case whose own save or load the engine
 * breaks down at: it would break down at theirs as well, each time for a restart.
 */
export function evaluate(of: Case, judges: Judges, run: number, record: Record): MaybePromise<Subject> {
  const { laws } = judges;
  const engine = heldToFeatures(judges.engine);
  const subject = prepare(of, engine.hello.view);
  const due = laws.filter(({ every }) => run % every === 0);
  const measured = due.some(({ needs }) => needs?.includes(MEASURE)) && engine.hello.features.includes(MEASURE);
  const saved = askSave(subject, engine, measured);
  const observing = due.some(({ kind }) => kind === 'observing');
  const observed = observing ? observe(subject, engine, saved, measured) : null;
  const pending: Promise<void>[] = [];
  const wait = (done: MaybePromise<void>): void => {
    if (done instanceof Promise) pending.push(done);
  };
  if (observed !== null)
    wait(
      andThen(observed, (answers) => {
        for (let i = 0; i < laws.length; i++) {
          const law = laws[i];
          if (law?.kind === 'observing' && run % law.every === 0) record(i, judgeByCause(law, subject, answers));
        }
      }),
    );
  const broke = breaksDown(saved, observed);
  for (let i = 0; i < laws.length; i++) {
    const law = laws[i];
    if (law?.kind !== 'probing' || run % law.every !== 0) continue;
    const probe = (): MaybePromise<LawOutcome> =>
      law.savable === true && !subject.savable ? 'skip' : law.probe(subject, engine, saved);
    // A program that hangs at a case would hang at each of these, and a request once sent costs its timeout.
    const outcome = andThen(broke, (answer) => (answer ? 'skip' : probe()));
    wait(
      andThen(outcome, (known) => {
        record(i, known);
      }),
    );
  }
  return pending.length === 0 ? subject : Promise.all(pending).then(() => subject);
}

/** Whether the engine breaks down at the case's own save, or at its load where that is asked for. */
function breaksDown(saved: MaybePromise<Saved>, observed: MaybePromise<Observed> | null): MaybePromise<boolean> {
  return observed === null
    ? andThen(saved, isBreakdown)
    : andThen(observed, ({ save, load }) => isBreakdown(save) || isBreakdown(load));
}

function isBreakdown({ status }: Saved | LoadOutcome): boolean {
  return status === 'crashed' || status === 'hung' || status === 'protocol-error';
}

/** Asks for the case's own save. */
function askSave({ case: of, savable, layout }: Subject, engine: Engine, measure: boolean): MaybePromise<Saved> {
  if (!savable) return NOT_ASKED;
  const { plan, source } = layout;
  return engine.save({
    description: plan.description,
    memory: source,
    measure,
    returnMemory: false,
    model: of.model,
  });
}

type Saved = SaveOutcome | NotAsked;

/** Asks for the case's own load, and waits for both answers. */
function observe(
  subject: Subject,
  engine: Engine,
  saved: MaybePromise<Saved>,
  measured: boolean,
): MaybePromise<Observed> {
  const resaved = isResavable(subject);
  const loaded = askLoad(subject, engine, resaved);
  return andThen(saved, (save) => andThen(loaded, (load): Observed => ({ save, measured, load, resaved })));
}

function askLoad(subject: Subject, engine: Engine, resave: boolean): MaybePromise<LoadOutcome | NotAsked> {
  if (subject.decoded.verdict === 'undefined') return NOT_ASKED;
  const { plan, destination, before } = subject.layout;
  const { description } = plan;
  return engine.load({
    description,
    memory: cloneMemory(destination, SLACK),
    wire: subject.stream,
    versionId: description.version_id,
    resave,
    model: { shape: subject.case.model.shape, values: before },
  });
}
