import type { Engine } from '../../engine/engine.ts';
import { isViolation, type Law, type LawOutcome } from '../../spec/law.ts';
import type { Violation } from '../../spec/violation.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { evaluate } from '../evaluate.ts';

/** The first cases of a run, and the engine that was judged by them. */
export interface Run {
  readonly engine: Engine;
  readonly laws: readonly Law[];
  readonly caseOf: (run: number) => Case;
  /** Which violations count. */
  readonly counts: (found: Violation, of: Case) => boolean;
  /** Whether no more cases may be asked: time is over, or the run was interrupted. */
  readonly isOver: () => boolean;
}

/** Runs whose cases are asked: enough for a bug that shows in one case of twenty. */
const WITNESSES = 64;

const SAVE_BYTES = 'save/bytes';

/** Cases by which an engine keeps laws that a bug would break: it cannot have the bug, then. */
export class Witnesses {
  readonly #run: Run;
  readonly #laws: readonly Law[];
  readonly #kept = new Map<number, ReadonlySet<Law>>();

  constructor(run: Run) {
    this.#run = run;
    // What an engine dies of tells no more of a bug, and costs a restart.
    this.#laws = run.laws.filter((law) => law.kind === 'observing' || law.aborts !== true);
  }

  /** Whether one of them speaks against the bug of this engine; as far as there is time. */
  async rulesOut(suspect: Engine): Promise<boolean> {
    const { caseOf, counts, isOver } = this.#run;
    for (let run = 0; run < WITNESSES && !isOver(); run++) {
      const of = caseOf(run);
      const outcomes = await this.#judge(suspect, of, run);
      const broken = [...outcomes].filter(([, outcome]) => isViolation(outcome) && counts(outcome, of));
      if (broken.length === 0) continue;
      const kept = await this.#keptIn(run);
      if (broken.some(([law]) => kept.has(law))) return true;
    }
    return false;
  }

  /**
   * The laws that the engine keeps by the case. Where it breaks any, another bug may hide this one in all that follows from
   * what a load does; but the bytes of a save are right or not.
   */
  async #keptIn(run: number): Promise<ReadonlySet<Law>> {
    const known = this.#kept.get(run);
    if (known !== undefined) return known;
    const outcomes = await this.#judge(this.#run.engine, this.#run.caseOf(run), run);
    const breaks = [...outcomes.values()].some(isViolation);
    const judged = [...outcomes.keys()].filter((law) => outcomes.get(law) === null);
    const kept = new Set(breaks ? judged.filter(({ id }) => id === SAVE_BYTES) : judged);
    this.#kept.set(run, kept);
    return kept;
  }

  async #judge(engine: Engine, of: Case, run: number): Promise<ReadonlyMap<Law, LawOutcome>> {
    const outcomes = new Map<Law, LawOutcome>();
    await evaluate(of, { engine, laws: this.#laws }, run, (i, outcome) => {
      const law = this.#laws[i];
      if (law !== undefined) outcomes.set(law, outcome);
    });
    return outcomes;
  }
}
