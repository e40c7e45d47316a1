import type { Member, StructValue } from '../vmstate/model.ts';
import { EINVAL, EIO } from '../vmstate/wire.ts';
import { MOST_ELEMENTS } from './allocation.ts';
import { DONE, reject, undefinedAt, type Load, type Status } from './load-state.ts';
import { remaining, takeBytes } from './wire-reader.ts';

/**
 * Skips an unused field: no memory takes part, so a count from the stream may
 * be as large as it likes (vmstate-types.c: get_unused_buffer in 10.2,
 * load_unused_buffer in 11.1). A field whose bytes were not all there keeps
 * its value.
 */
export function loadUnused(
  load: Load,
  member: Member,
  size: number,
  count: number,
  values: StructValue,
  index: number,
  depth: number,
): Status {
  const { reader, rules } = load;
  const n = Math.max(0, count);
  // Only the patience of the host decides how this ends.
  if (size === 0 && n > MOST_ELEMENTS) return undefinedAt(load, depth, `${n} elements without bytes`);
  const left = remaining(reader);
  takeBytes(reader, n * size);
  if (n * size > left) {
    return reject(load, depth, rules.ownErrno ? EIO : EINVAL, 'the stream ends within unused bytes');
  }
  if (member.count.kind !== 'one') {
    const items: null[] = [];
    for (let i = 0; i < n; i++) items.push(null);
    values[index] = items;
  }
  return DONE;
}
