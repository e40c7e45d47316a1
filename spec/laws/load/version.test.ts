import { expect, it } from 'vitest';
import { caseOfRun, generatorFor } from '../../../campaign/case-of-run.ts';
import { evaluateLaws } from '../../../campaign/shrink.ts';
import type { LoadOutcome } from '../../../engine/engine.ts';
import { createReferenceEngine, type SynchronousEngine } from '../../../engine/reference/create.ts';
import { loadVersion } from './version.ts';

const dialect = 'qemu-11.1';
const right = createReferenceEngine({ dialect });
const of = caseOfRun(generatorFor(right.hello, dialect), 4, 3);

function refusing(change: (outcome: LoadOutcome) => LoadOutcome): SynchronousEngine {
  return { ...right, save: right.save.bind(right), load: (request) => change(right.load(request)) };
}

async function ruleOf(engine: SynchronousEngine): Promise<string | undefined> {
  return (await evaluateLaws(of, engine, [loadVersion]))[0]?.rule;
}

it('tells a refusal that has an effect from one with another code or a stream error', async () => {
  const coded = refusing((load) => (load.status === 'rejected' ? { ...load, code: -1 } : load));
  const failed = refusing((load) =>
    load.status === 'rejected' && load.left !== null ? { ...load, left: { ...load.left, streamError: -5 } } : load,
  );
  const read = refusing((load) =>
    load.status === 'rejected' && load.left !== null
      ? { ...load, code: -1, left: { ...load.left, consumed: 1 } }
      : load,
  );
  expect(await ruleOf(right)).toBeUndefined();
  expect(await ruleOf(coded)).toBe('VMS-CODE-1');
  expect(await ruleOf(failed)).toBe('VMS-CODE-2');
  // Whatever its code.
  expect(await ruleOf(read)).toBe('VMS-VERSION-1');
});
