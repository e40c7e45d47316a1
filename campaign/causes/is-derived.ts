/**
 * Whether a law says least of what is wrong: that two devices are not alike, that one release does not read
 * another, how a save is described, what a release dies of. Other laws that the same bug breaks tell it
 * better, by a larger case too.
 */
export function isDerived(law: string): boolean {
  return /^(pair|equivalence|promise)\/|^save\/vmdesc$|\/abort$/.test(law);
}

/** Whether a law puts into the device what the case does not have: by a smaller case it may break for another cause. */
export function addsToDevice(law: string): boolean {
  return /\/(overlay|no-tree|slots-of-bytes|failing-hook|failing-info|oversized|absent|older-version)$/.test(law);
}
