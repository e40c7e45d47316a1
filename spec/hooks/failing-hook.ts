import type { Engine } from '../../engine/engine.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { failingResults, hookNames, positiveResults, type Hooks } from '../../vmstate/hooks.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { tracesOf } from '../differences/trace.ts';
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
