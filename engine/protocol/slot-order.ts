/** Above this, the runtime's sort beats a plain one. */
const FEW = 100;

/**
 * The slots of a memory in ascending order: blocks lie in the order of their
 * addresses, so these fall into them one after the other.
 */
export function ascending(slots: readonly number[]): readonly number[] {
  let last = -1;
  for (const at of slots) {
    if (at < last) return slots.length > FEW ? slots.toSorted((a, b) => a - b) : sorted(slots);
    last = at;
  }
  return slots;
}

/** By insertion: the slots come in a few ascending runs. */
function sorted(slots: readonly number[]): readonly number[] {
  const list = slots.slice();
  for (let i = 1; i < list.length; i += 1) {
    const value = list[i] ?? 0;
    let at = i;
    for (let before = list[at - 1]; before !== undefined && before > value; before = list[at - 1]) {
      list[at] = before;
      at -= 1;
    }
    list[at] = value;
  }
  return list;
}
