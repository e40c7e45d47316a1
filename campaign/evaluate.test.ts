import { expect, it } from 'vitest';
import type { Broken, Engine } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import type { LawOutcome } from '../spec/law.ts';
import { allLaws } from '../spec/laws/index.ts';
import { generatorFor, caseOfRun } from './case-of-run.ts';
import { evaluate, type Health } from './evaluate.ts';

const dialect = 'qemu-11.1';
const reference = createReferenceEngine({ dialect });
const crash: Broken = { status: 'crashed', message: 'the engine was killed by SIGSEGV', stderr: '' };

/** Breaks down at every save, or at none; loads are right. */
function crashing(saves: boolean): { readonly engine: Engine; readonly asked: () => number } {
  let asked = 0;
  const engine: Engine = {
    ...reference,
    async save(request) {
      asked++;
      return await Promise.resolve(saves ? crash : reference.save(request));
    },
    async load(request) {
      asked++;
      return await Promise.resolve(reference.load(request));
    },
  };
  return { engine, asked: () => asked };
}

async function outcomesOf(engine: Engine, health?: Health): Promise<Map<string, LawOutcome>> {
  const outcomes = new Map<string, LawOutcome>();
  const of = caseOfRun(generatorFor(reference.hello, dialect), 1, 1);
  // Every law is due in run 0.
  await evaluate(of, { engine, laws: allLaws, health }, 0, (law, outcome) => {
    outcomes.set(allLaws[law]?.id ?? '', outcome);
  });
  return outcomes;
}

it('tells a breakdown at the case itself by the laws that observe it, and probes no further', async () => {
  const first = crashing(true);
  const health = { brokeDown: false };
  const outcomes = await outcomesOf(first.engine, health);
  expect(outcomes.get('save/bytes')).toMatchObject({ verdict: 'crashed' });
  for (const { id, kind } of allLaws) if (kind === 'probing') expect(outcomes.get(id), id).toBe('skip');
  expect(health.brokeDown).toBe(true);

  // From then on the others are not even asked; what the laws say is the same.
  const next = crashing(true);
  expect(await outcomesOf(next.engine, health)).toEqual(outcomes);
  expect(next.asked()).toBe(2);
  expect(first.asked()).toBeGreaterThan(10);
});

it('an engine that broke down once is judged by every law in the cases that it survives', async () => {
  const { engine } = crashing(false);
  expect(await outcomesOf(engine, { brokeDown: true })).toEqual(await outcomesOf(engine));
});
