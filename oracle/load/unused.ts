import { dropBytes, hasBytes, type WireReader } from '../wire/reader.ts';
import { DONE, errnoOf, reject, tell, undefinedAt, type Field, type Load, type Status } from './state.ts';

/**
 * Skips an unused field: no memory takes part, so a count from the stream may
 * be as large as it likes (vmstate-types.c: get_unused_buffer in 10.2,
 * load_unused_buffer in 11.1). A field whose bytes were not all there keeps
 * its value.
 */
export function readUnused(load: Load, field: Field, size: number): Status {
  const { member, count, target, at, depth } = field;
  const { reader, most } = load;
  const n = Math.max(0, count);
  if (n > 0 && reader.error < 0) {
    // Something before has looked past the end: the first element is the last.
    dropBytes(reader, size);
    return failed(load, field, `the stream has failed (${reader.error})`);
  }
  // No stream ends this loop, nor does a hook's positive error: only the host's patience does.
  if ((size === 0 || reader.error > 0) && n > most.elements) undefinedAt(load, depth, `${n} elements without bytes`);
  dropElements(reader, n, size);
  if (n > 0 && reader.error < 0) return failed(load, field, 'the stream ends within unused bytes');
  if (member.count.kind !== 'one') {
    const items: null[] = [];
    for (let i = 0; i < n; i++) items.push(null);
    target[at] = items;
  }
  return DONE;
}

function failed(load: Load, { shape, depth }: Field, why: string): Status {
  const { error } = load.reader;
  const status = reject(load, depth, { code: errnoOf(load, error), cause: 'end', why });
  tell(load, 'stream', { struct: shape.name, code: error });
  return status;
}

/** One after the other, until the stream ends. */
function dropElements(reader: WireReader, n: number, size: number): void {
  if (size === 0) return;
  for (let i = 0; i < n; i++) {
    dropBytes(reader, size);
    if (reader.error !== 0 && !hasBytes(reader, 1, 0)) return;
  }
}
