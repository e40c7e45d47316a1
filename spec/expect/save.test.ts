import { expect, it } from 'vitest';
import { firstViolation } from '../../campaign/first-violation.ts';
import type { Engine, Rejected, Saved } from '../../engine/engine.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { andThen } from '../maybe-promise.ts';
import { saveFailingHook } from '../laws/save/failing-hook.ts';

const dialect = 'qemu-11.1';

/** What is told first of an engine whose refused saves end so. */
async function ruleOf(refused: (save: Rejected) => Rejected | Saved): Promise<string> {
  const right = createReferenceEngine({ dialect });
  const engine: Engine = {
    ...right,
    save: (request) => andThen(right.save(request), (save) => (save.status === 'rejected' ? refused(save) : save)),
  };
  const { first } = await firstViolation({ engine, dialect, seed: 5, runs: 100, laws: [saveFailingHook] });
  return first === null ? 'none' : first.violation.rule;
}

it('tells a refused save that ends with another code by its code', async () => {
  expect(await ruleOf((save) => ({ ...save, code: save.code - 1 }))).toBe('VMS-CODE-1');
});

it('tells other calls before another code: they say more, and a code is only a quirk', async () => {
  expect(await ruleOf((save) => ({ ...save, code: save.code - 1, trace: save.trace?.slice(0, -1) }))).toMatch(
    /^VMS-HOOK-/,
  );
});

it('tells a save that should have been refused, and was not, by the rule of its hook', async () => {
  const wire = new Uint8Array();
  expect(await ruleOf(({ trace }) => ({ status: 'ok', wire, measured: [], memory: null, trace }))).toMatch(
    /^VMS-HOOK-/,
  );
});
