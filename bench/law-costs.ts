import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import type { Law } from '../spec/law.ts';
import { prepare } from '../spec/subject.ts';
import { ownCpu } from './cpu.ts';
import { median } from './quantile.ts';
import { dialect } from './steady.ts';

const CASES = 1500;
const ROUNDS = 3;

/** CPU seconds of each probing law in a case in which it is due, with the reference engine, when all is warm. */
export function lawCosts(laws: readonly Law[]): Map<string, number> {
  const engine = createReferenceEngine({ dialect });
  const generator = generatorFor(engine.hello, dialect);
  const subjects = Array.from({ length: CASES }, (_, run) => {
    const subject = prepare(caseOfRun(generator, 1, run));
    const { plan, source } = subject.layout;
    const request = { description: plan.description, memory: source, measure: false, returnMemory: false };
    return { subject, saved: subject.savable ? engine.save(request) : ({ status: 'not-asked' } as const) };
  });
  const costs = new Map<string, number>();
  for (const law of laws) {
    if (law.kind !== 'probing') continue;
    const rounds = Array.from({ length: ROUNDS + 1 }, () => {
      const began = ownCpu();
      for (const { subject, saved } of subjects)
        if (law.savable !== true || subject.savable) void law.probe(subject, engine, saved);
      return (ownCpu() - began) / CASES;
    });
    // The first is the warm-up.
    costs.set(law.id, median(rounds.slice(1)));
  }
  return costs;
}
