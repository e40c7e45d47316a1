import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { evaluate } from '../campaign/evaluate.ts';
import { shrinkFailure } from '../campaign/shrink.ts';
import { buildCommands } from '../cli/commands.ts';
import { optimizeLate } from '../cli/late-optimization.ts';
import { fieldsOf } from '../generators/shrink/shrink-case.ts';
import type { FaultyEngine } from '../spec/faulty/registry.ts';
import { isViolation, type Law } from '../spec/law.ts';
import { allLaws } from '../spec/laws/index.ts';
import type { Violation } from '../spec/violation.ts';
import type { Case } from '../vmstate/case/case.ts';
import { ownCpu } from './cpu.ts';
import { dialectOfFault, isRight } from './kills.ts';

/** What a process of its own found of one faulty engine, as JSON on stdout. */
export interface Fresh {
  /** CPU seconds from the start of Node to the first case. */
  readonly start: number;
  /** CPU seconds from the start of Node to the first right rule, and cases until then; null: there was none. */
  readonly caught: { readonly cpu: number; readonly cases: number; readonly law: string } | null;
  /** CPU seconds of all cases that were judged. */
  readonly cpu: number;
  /** Fields of the case that was caught, as it was and shrunk. */
  readonly fields: { readonly before: number; readonly after: number } | null;
}

/** As a check does, until a law names a right rule. */
function chase(faulty: FaultyEngine, seed: number, cases: number): { found: Found | null; judged: number } {
  const dialect = dialectOfFault(faulty);
  const engine = faulty.create(dialect);
  const generator = generatorFor(engine.hello, dialect);
  for (let run = 0; run < cases; run++) {
    const of = caseOfRun(generator, seed, run);
    const found: Found[] = [];
    void evaluate(of, { engine, laws: allLaws }, run, (i, outcome) => {
      const law = allLaws[i];
      if (law !== undefined && isViolation(outcome) && isRight(faulty, outcome))
        found.push({ of, law, violation: outcome });
    });
    const [first] = found;
    if (first !== undefined) return { found: first, judged: run + 1 };
  }
  return { found: null, judged: cases };
}

interface Found {
  readonly of: Case;
  readonly law: Law;
  readonly violation: Violation;
}

async function shrunkFields(faulty: FaultyEngine, { of, law, violation }: Found): Promise<number> {
  const dialect = dialectOfFault(faulty);
  const engine = faulty.create(dialect);
  const generator = generatorFor(engine.hello, dialect);
  const { smallest } = await shrinkFailure(
    { of, violation },
    {
      generator,
      engine,
      law,
      counts: (found) => isRight(faulty, found),
      signal: undefined,
      budget: { milliseconds: 8000 },
    },
  );
  return fieldsOf(smallest.model);
}

const [id = '', seed = '1', cases = '1200'] = process.argv.slice(2);
optimizeLate();
// What `check` loads before its first case.
const silent = { out: (): void => undefined, err: (): void => undefined, color: false, progress: null, env: {} };
await buildCommands(['check'], { ...silent, signal: new AbortController().signal }, () => Promise.resolve());
const start = ownCpu();
// No user loads these.
const { faultyEngines } = await import('../spec/faulty/registry.ts');
const faulty = faultyEngines.find((each) => each.id === id);
if (faulty === undefined) throw new Error(`there is no faulty engine ${id}`);
const loaded = ownCpu() - start;
const { found, judged } = chase(faulty, Number(seed), Number(cases));
const cpu = ownCpu() - loaded;
const fields = found === null ? null : { before: fieldsOf(found.of.model), after: await shrunkFields(faulty, found) };
const fresh: Fresh = { start, caught: found === null ? null : { cpu, cases: judged, law: found.law.id }, cpu, fields };
console.log(JSON.stringify(fresh));
