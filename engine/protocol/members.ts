/** Numbers below this have their texts kept. */
const KEPT = 4096;

/**
 * Makes the text `before`N`after` for a number. Small numbers are by far the
 * most frequent, and a text that exists costs nothing to make.
 */
export function createTexts(before: string, after: string): (value: number) => string {
  const kept: string[] = [];
  return (value) => {
    const known = kept[value];
    if (known !== undefined) return known;
    const text = `${before}${value}${after}`;
    // In order, so that the list never has holes.
    while (kept.length <= value && value < KEPT) kept.push(`${before}${kept.length}${after}`);
    return text;
  };
}

/** The member of an object that is not its first. `name` has its quotes. */
export function createMembers(name: string): (value: number) => string {
  return createTexts(`,${name}:`, '');
}
