import { UNSPECIFIED } from './vector.ts';

/** Whether values, as JSON, are those of a vector: anything is where the vector says that it is nobody's. */
export function sameValues(expected: unknown, received: unknown): boolean {
  if (expected === UNSPECIFIED || expected === received) return true;
  if (isNothing(expected) && isNothing(received)) return true;
  if (!Array.isArray(expected) || !Array.isArray(received) || expected.length !== received.length) return false;
  const others: readonly unknown[] = received;
  return expected.every((each, i) => sameValues(each, others[i]));
}

/** An array or bytes behind a NULL pointer, and such of no length, are the same to who knows no pointer. */
function isNothing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
