import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { evaluate } from '../campaign/evaluate.ts';
import type { FaultyEngine } from '../spec/faulty/registry.ts';
import { isViolation, type Law, type LawOutcome } from '../spec/law.ts';
import type { Dialect } from '../vmstate/dialect.ts';

/** The runs of a seed in which each law, were it due in all of them, would name a right rule for a faulty engine. */
export interface Kills {
  readonly engine: string;
  readonly seed: number;
  /** By the law's id; laws that never do are absent. Runs after the first kill by a law that is always due are left out. */
  readonly runs: ReadonlyMap<string, readonly number[]>;
}

/** The newest release in which the bug can show. */
export function dialectOfFault({ dialects }: FaultyEngine): Dialect {
  return dialects.at(-1) ?? 'qemu-11.1';
}

/** Whether an outcome tells the bug of this engine by one of its own rules. */
export function isRight(faulty: FaultyEngine, outcome: LawOutcome): boolean {
  return isViolation(outcome) && faulty.rules.some((rule) => rule === outcome.rule);
}

/** After so many cases only those laws go on that have named a right rule, if any has: the others cost the most. */
const ALL = 200;

/** Judges every case by every law, until a law that is due in every run has named a right rule. */
export function killsOf(faulty: FaultyEngine, seed: number, cases: number, laws: readonly Law[]): Kills {
  const dialect = dialectOfFault(faulty);
  const engine = faulty.create(dialect);
  const generator = generatorFor(engine.hello, dialect);
  const runs = new Map<string, number[]>();
  let asked = laws;
  for (let run = 0; run < cases; run++) {
    if (run === ALL && runs.size > 0) asked = laws.filter(({ every, id }) => every === 1 || runs.has(id));
    // In run 0 every law is due.
    void evaluate(caseOfRun(generator, seed, run), { engine, laws: asked }, 0, (law, outcome) => {
      const id = asked[law]?.id;
      if (id === undefined || !isRight(faulty, outcome)) return;
      const known = runs.get(id);
      if (known === undefined) runs.set(id, [run]);
      else if (known.at(-1) !== run) known.push(run);
    });
    if (asked.some(({ every, id }) => every === 1 && runs.has(id))) break;
  }
  return { engine: faulty.id, seed, runs };
}
