import type { Hello } from '../../engine/engine.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { valuesAbi } from '../case-of-run.ts';

/**
 * What an engine would say of itself that can no more and no less than both:
 * whatever is generated for it, both take. Null when no host ABI suits both.
 */
export function commonGround(a: Hello, b: Hello): Hello | null {
  if (a.abi !== null && b.abi !== null && abiName(a.abi) !== abiName(b.abi)) return null;
  const taken = new Set(b.features);
  const views = [a.view, b.view];
  const view = views.includes('memory') ? 'memory' : 'values';
  const abi = a.abi ?? b.abi ?? (views.includes('values') ? valuesAbi : null);
  return { ...a, view, abi, features: a.features.filter((feature) => taken.has(feature)) };
}
