import { weightOf } from '../../generators/shrink/weight.ts';
import { deviceTraits } from '../findings/device-traits.ts';
import type { Failure } from '../result.ts';

type Shrunk = Pick<Failure, 'violation' | 'smallest' | 'repeats' | 'outOfTime'>;

/**
 * Whether a finding most likely has the cause of a failure that was not shrunk to its end: that
 * device is larger, and has everything that is special about the finding's. Which rule the failure
 * would end at is not known, so to tell it on its own would tell one bug once for each law.
 */
export function hasDeviceOf(unfinished: Shrunk, finding: Shrunk): boolean {
  if (finding === unfinished || !unfinished.outOfTime || finding.repeats !== null) return false;
  if (finding.violation.verdict !== unfinished.violation.verdict) return false;
  if (weightOf(finding.smallest.model) > weightOf(unfinished.smallest.model)) return false;
  const { all, core } = deviceTraits(finding.smallest.model.shape);
  const others = deviceTraits(unfinished.smallest.model.shape).all;
  return [...(core.size === 0 ? all : core)].every((trait) => others.has(trait));
}
