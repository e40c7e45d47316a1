const derivedGroups = ['pair', 'equivalence', 'promise'] as const;
const derived = ['save/vmdesc', 'save/abort', 'load/abort'] as const;
const adding = [
  'save/overlay',
  'save/no-tree',
  'save/slots-of-bytes',
  'save/failing-hook',
  'save/failing-info',
  'save/oversized',
  'load/overlay',
  'load/no-tree',
  'load/slots-of-bytes',
  'load/failing-hook',
  'load/failing-info',
  'load/oversized',
  'load/absent',
  'load/older-version',
] as const;

/**
 * Whether a law says least of what is wrong: that two devices are not alike, that one release does not read
 * another, how a save is described, what a release dies of. Other laws that the same bug breaks tell it
 * better, by a larger case too.
 */
export function isDerived(law: string): boolean {
  return derivedGroups.some((group) => law.startsWith(`${group}/`)) || derived.some((id) => id === law);
}

/** Whether a law puts into the device what the case does not have: by a smaller case it may break for another cause. */
export function addsToDevice(law: string): boolean {
  return adding.some((id) => id === law);
}
