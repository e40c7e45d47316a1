import { expect, it } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { faultyEngines } from '../../spec/faulty/registry.ts';
import { lawsOfReleases } from '../../spec/laws/index.ts';
import { caseOfRun, generatorFor } from '../case-of-run.ts';
import { Witnesses } from './witnesses.ts';

const dialect = 'qemu-11.1';
const right = createReferenceEngine({ dialect });
const generator = generatorFor(right.hello, dialect);

function witnessesOf(engine: typeof right, isOver = (): boolean => false): Witnesses {
  return new Witnesses({
    engine,
    laws: lawsOfReleases,
    caseOf: (run) => caseOfRun(generator, 9, run),
    counts: ({ verdict }) => verdict === 'nonconform',
    isOver,
  });
}

function faulty(id: string): typeof right {
  const found = faultyEngines.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no faulty engine ${id}`);
  return found.create(dialect);
}

it('rules out a bug that would show where the engine is right, not the one that it has', async () => {
  const wider = faulty('slot-not-followed');
  const narrower = faulty('single-slot-not-followed');
  // The narrower bug is only in some of the cases of the wider one.
  expect(await witnessesOf(narrower).rulesOut(wider)).toBe(true);
  expect(await witnessesOf(wider).rulesOut(wider)).toBe(false);
  expect(await witnessesOf(narrower).rulesOut(narrower)).toBe(false);
});

it('rules out nothing by cases by which the engine breaks laws itself', async () => {
  const bug = faulty('uint32-little-endian');
  expect(await witnessesOf(right).rulesOut(bug)).toBe(true);
  const none = {
    ...right,
    load: right.load.bind(right),
    save: () => ({ status: 'rejected', code: -22, message: 'no', left: null }) as const,
  };
  expect(await witnessesOf(none).rulesOut(bug)).toBe(false);
});

it('rules out a bug of saves by saves that are right, whatever else the engine does wrong', async () => {
  const load: typeof right.load = () => ({ status: 'rejected', code: -22, message: 'no', left: null });
  const loadsNothing = { ...right, load };
  expect(await witnessesOf(loadsNothing).rulesOut(faulty('uint32-little-endian'))).toBe(true);
  expect(await witnessesOf({ ...faulty('uint32-little-endian'), load }).rulesOut(faulty('uint32-little-endian'))).toBe(
    false,
  );
});

it('asks no more when time is over', async () => {
  expect(await witnessesOf(right, () => true).rulesOut(faulty('uint32-little-endian'))).toBe(false);
});
