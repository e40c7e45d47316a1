import { expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { faultyEngines } from '../spec/faulty/registry.ts';
import { isViolation } from '../spec/law.ts';
import { allLaws } from '../spec/laws/index.ts';
import type { Violation } from '../spec/violation.ts';
import { formatCase } from '../vmstate/case/case-file.ts';
import type { Case } from '../vmstate/case/case.ts';
import { generatorFor, caseOfRun } from './case-of-run.ts';
import { evaluate } from './evaluate.ts';
import { shrinkFailure, type ShrunkFailure } from './shrink.ts';

const dialect = 'qemu-11.1';
const law = only(allLaws.filter(({ id }) => id === 'save/bytes'));
const engine: Engine = only(faultyEngines.filter(({ id }) => id === 'null-marker-zero')).create(dialect);
const generator = generatorFor(engine.hello, dialect);

function only<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('there is none');
  return first;
}

/** The first case that the engine fails. */
async function firstFailure(): Promise<{ of: Case; violation: Violation }> {
  for (let run = 0; ; run++) {
    const of = caseOfRun(generator, 1, run);
    const found: Violation[] = [];
    await evaluate(of, { engine, laws: [law] }, 0, (_, outcome) => {
      if (isViolation(outcome)) found.push(outcome);
    });
    const [violation] = found;
    if (violation !== undefined) return { of, violation };
  }
}

/** The same engine as a program would be: it answers later, and counts what it owes an answer. */
function later(): { readonly engine: Engine; readonly most: () => number } {
  let owed = 0;
  let most = 0;
  const wait = async <T>(answer: T | Promise<T>): Promise<T> => {
    most = Math.max(most, ++owed);
    await new Promise(setImmediate);
    owed--;
    return answer;
  };
  return {
    engine: { ...engine, save: (request) => wait(engine.save(request)), load: (request) => wait(engine.load(request)) },
    most: () => most,
  };
}

async function shrunkBy(by: Engine, left: number): Promise<{ shrunk: ShrunkFailure; left: number }> {
  const budget = { left };
  const shrunk = await shrinkFailure(await firstFailure(), {
    generator,
    engine: by,
    law,
    counts: () => true,
    signal: undefined,
    budget,
  });
  return { shrunk, left: budget.left };
}

it('asks an engine that answers later about several cases at once, and ends at the same one', async () => {
  const slow = later();
  const [now, then] = [await shrunkBy(engine, 3000), await shrunkBy(slow.engine, 3000)];
  expect(formatCase(then.shrunk.smallest)).toBe(formatCase(now.shrunk.smallest));
  expect([then.left, then.shrunk.shrinks, then.shrunk.outOfTime]).toEqual([now.left, now.shrunk.shrinks, false]);
  expect(slow.most()).toBeGreaterThan(4);
});

it('says that a case may not be the smallest if nothing was left to shrink it', async () => {
  const { shrunk, left } = await shrunkBy(engine, 3);
  expect([shrunk.outOfTime, left]).toEqual([true, 0]);
});

it('stops at the third smaller case on which the engine hangs', async () => {
  let asked = 0;
  let hung = 0;
  const { of } = await firstFailure();
  const hanging: Engine = {
    ...engine,
    save(request) {
      asked++;
      if (asked === 1 || request.model?.shape === of.model.shape) return engine.save(request);
      hung++;
      return { status: 'hung', message: 'no answer', stderr: '' };
    },
  };
  const { shrunk } = await shrunkBy(hanging, 3000);
  expect([hung, shrunk.outOfTime, formatCase(shrunk.smallest)]).toEqual([3, true, formatCase(of)]);
});

it('does not wait for an engine that hangs at a smaller case when it is interrupted', async () => {
  const failure = await firstFailure();
  const controller = new AbortController();
  let asked = 0;
  const hanging: Engine = {
    ...engine,
    save: (request) => {
      if (++asked === 1) return engine.save(request);
      controller.abort();
      return new Promise(() => undefined);
    },
  };
  const shrunk = await shrinkFailure(failure, {
    generator,
    engine: hanging,
    law,
    counts: () => true,
    signal: controller.signal,
    budget: { milliseconds: 60_000 },
  });
  expect(shrunk).toEqual({
    smallest: failure.of,
    violation: failure.violation,
    shrinks: 0,
    repeats: null,
    outOfTime: true,
  });
});
