import type { Engine } from '../../engine/engine.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { failingResults, hookNames, positiveResults, type Hooks } from '../../vmstate/hooks.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { tracesOf } from '../differences/trace.ts';
import { isViolation, type LawOutcome } from '../law.ts';
import { countStructs, withHooks } from './rehook.ts';

/** What a hook that does not succeed returns, as the seed of a case picks it. */
export function failureCode(seed: number): number {
  return results[(seed >>> 2) % results.length] ?? EINVAL;
}

const results: readonly number[] = [...failingResults, ...positiveResults];

/** The case with a hook that does not succeed in one of its structs, and hooks that do in those around it. */
export function rehooked({ model, seed, ...of }: Case, around: Hooks, hook: Hooks): Case {
  const pick = (seed >>> 7) % countStructs(model.shape);
  return { ...of, seed, model: { ...model, shape: withHooks(model.shape, pick, around, hook) } };
}

/**
 * A violation that shows because of this hook. What is wrong with all that fail shows with the
 * plainest, which the seeds of shrunk cases pick: with another it is about its kind or its result.
 */
export function ruledByHook(found: LawOutcome, hook: Hooks): LawOutcome {
  if (!isViolation(found) || found.rule !== 'VMS-HOOK-2') return found;
  const results = Object.values(hook);
  const { evidence } = found;
  // That an engine goes on: what is called before and after says nothing of the kind.
  if (results.includes(false) && evidence.kind === 'answer' && evidence.received.startsWith('ok'))
    return { ...found, rule: 'VMS-HOOK-4' };
  return results.some((result) => Number(result) > 0 && result !== true) ? { ...found, rule: 'VMS-HOOK-3' } : found;
}

/** What the law did to the device, in words. */
export function hookStep(hook: Hooks): string {
  const name = hookNames.find((each) => hook[each] !== undefined && hook[each] !== 0 && hook[each] !== true);
  return name === undefined
    ? 'add hooks'
    : `let ${name} of one struct return ${String(hook[name])}, and add hooks to all around it`;
}

/** Whether the engine takes hooks and reports its calls to them. */
export function isHookable(engine: Engine): boolean {
  return tracesOf(engine) && engine.hello.features.includes('part:hooks');
}
