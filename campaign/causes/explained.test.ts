import { expect, it } from 'vitest';
import { faultyEngines } from '../../spec/faulty/registry.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import { caseOfRun, generatorFor } from '../case-of-run.ts';
import { evaluateLaws } from '../shrink.ts';
import { BugDictionary, isTelling, type CaseViolations } from './look-alikes.ts';

const dialect = 'qemu-11.2';
const engine = faultyEngines.find(({ id }) => id === 'subsection-version-whole')?.create(dialect);
if (engine === undefined) throw new Error('the fixture is broken');
const laws = selectLaws(['load/oversized']);
const quirk: ReadonlySet<RuleId> = new Set(['VMS-SUB-3']);

/** What the engine breaks in 1,000 runs. */
async function broken(): Promise<CaseViolations[]> {
  if (engine === undefined) return [];
  const generator = generatorFor(engine.hello, dialect);
  const found: CaseViolations[] = [];
  for (let run = 0; run < 1000; run += 2) {
    const of = caseOfRun(generator, 8, run);
    const violations = await evaluateLaws(of, engine, laws);
    if (violations.length > 0) found.push({ of, laws, violations, counts: () => true });
  }
  return found;
}

async function* each(cases: readonly CaseViolations[]): AsyncGenerator<CaseViolations> {
  await Promise.resolve();
  yield* cases;
}

it('explains cases by a bug that has an engine answer all of them so, one of them with more than an error', async () => {
  const dictionary = new BugDictionary(dialect, 'memory');
  const cases = await broken();
  const errors = cases.filter(({ violations }) => !violations.every(isTelling));
  expect([cases.length > errors.length, errors.length > 0]).toEqual([true, true]);
  expect(await dictionary.explained(each(cases), quirk)).toBe('VMS-SUB-3');
  // With an error engines answer that give up for any cause.
  expect(await dictionary.explained(each(errors), quirk)).toBeNull();
  // The engine has not shown the quirk.
  expect(await dictionary.explained(each(cases), new Set<RuleId>(['VMS-SUB-4']))).toBeNull();
  // One case that ends otherwise has another cause.
  const [first, second] = cases;
  if (first === undefined || second === undefined) throw new Error('there are several');
  expect(await dictionary.explained(each([...cases, { ...first, violations: second.violations }]), quirk)).toBeNull();
});
