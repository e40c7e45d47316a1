import type { Member, StructValue } from '../../vmstate/model/model.ts';
import { MOST_ELEMENTS } from './allocation.ts';
import { DONE, errnoOf, reject, undefinedAt, type Load, type Status } from './state.ts';
import { takeBytes } from '../wire/reader.ts';

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
  const { reader } = load;
  const n = Math.max(0, count);
  if (n > 0 && reader.error < 0) {
    // Something before has looked past the end: the first element is the last.
    takeBytes(reader, size);
    return reject(load, depth, errnoOf(load, reader.error), 'end', `the stream has failed (${reader.error})`);
  }
  // Only the patience of the host decides how this ends: no stream ends it, nor one with a hook's error, which is positive and stays.
  if ((size === 0 || reader.error > 0) && n > MOST_ELEMENTS)
    return undefinedAt(load, depth, `${n} elements without bytes`);
  takeBytes(reader, n * size);
  if (n > 0 && reader.error < 0)
    return reject(load, depth, errnoOf(load, reader.error), 'end', 'the stream ends within unused bytes');
  if (member.count.kind !== 'one') {
    const items: null[] = [];
    for (let i = 0; i < n; i++) items.push(null);
    values[index] = items;
  }
  return DONE;
}
