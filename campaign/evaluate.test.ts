import { expect, it } from 'vitest';
import type { Broken, Engine } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import type { LawOutcome } from '../spec/law.ts';
import { allLaws } from '../spec/laws/index.ts';
import { generatorFor, caseOfRun } from './case-of-run.ts';
import { evaluate } from './evaluate.ts';

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

async function outcomesOf(engine: Engine): Promise<Map<string, LawOutcome>> {
  const outcomes = new Map<string, LawOutcome>();
  const of = caseOfRun(generatorFor(reference.hello, dialect), 1, 1);
  // Every law is due in run 0.
  await evaluate(of, { engine, laws: allLaws }, 0, (law, outcome) => {
    outcomes.set(allLaws[law]?.id ?? '', outcome);
  });
  return outcomes;
}

it('tells a breakdown at the case itself by the laws that observe it, and asks nothing further', async () => {
  const { engine, asked } = crashing(true);
  const outcomes = await outcomesOf(engine);
  expect(outcomes.get('save/bytes')).toMatchObject({ verdict: 'crashed' });
  for (const { id, kind } of allLaws) if (kind === 'probing') expect(outcomes.get(id), id).toBe('skip');
  expect(asked()).toBe(2);
});

it('an engine that survives the case is judged by the probing laws', async () => {
  const { engine, asked } = crashing(false);
  const outcomes = await outcomesOf(engine);
  expect([...outcomes].filter(([, outcome]) => outcome !== null && outcome !== 'skip')).toEqual([]);
  expect(asked()).toBeGreaterThan(10);
});
