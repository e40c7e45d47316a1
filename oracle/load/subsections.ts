import { isNeeded, type StructShape, type StructValue, type Value } from '../../vmstate/model/model.ts';
import { nameBytes } from '../../vmstate/name-bytes.ts';
import { EINVAL, EIO, ENOENT, QEMU_VM_SUBSECTION } from '../../vmstate/wire.ts';
import { loadStruct } from './struct.ts';
import { DONE, leave, reject, undefinedAt, UNDEFINED, type Load, type Origin, type Status } from './state.ts';
import { markMember } from '../path.ts';
import { getByte, setError, takeBytes, type WireReader } from '../wire/reader.ts';

/**
 * Takes the subsections that end a struct: as many as there are, in the order
 * of the stream, by name (vmstate.c:vmstate_subsection_load, all releases). A
 * name that begins with the struct's and is not in its list is refused, -ENOENT
 * up to 10.2 and -EINVAL in 11.1; everything else that stands there belongs to
 * whoever reads next, but a peek past the end of the stream sets its error. One
 * that does not come is left.
 */
export function loadSubsections(
  load: Load,
  shape: StructShape,
  values: StructValue,
  depth: number,
  origin: Origin,
): Status {
  const subsections = shape.subsections ?? [];
  const first = shape.members.length;
  const loaded = new Set<number>();
  let status = DONE;
  for (let header = peekHeader(load.reader, shape); header !== null && status === DONE;) {
    const k = subsections.findIndex(({ struct }) =>
      sameBytes(nameBytes(struct.name), header?.name ?? new Uint8Array(0)),
    );
    const struct = subsections[k]?.struct;
    if (struct === undefined) {
      status = reject(
        load,
        depth - 1,
        load.rules.ownErrno ? ENOENT : EINVAL,
        'subsection',
        `a subsection that '${shape.name}' does not have`,
      );
      break;
    }
    takeBytes(load.reader, 2 + header.length);
    markMember(load.trail, depth, struct.name);
    // What the first one left in fresh memory, its values do not say: which slots are NULL, what is uninitialised.
    if (loaded.has(k) && origin !== 'kept')
      return undefinedAt(load, depth, 'it comes twice in memory that the load allocated');
    const before = values[first + k];
    const object: Value[] = Array.isArray(before) ? before.slice() : unwritten(struct);
    values[first + k] = object;
    status = loadPart(load, struct, object, depth, origin);
    if (loaded.has(k)) load.lost = true;
    if (loaded.has(k) && Array.isArray(before)) load.repeats.push([before, object, struct]);
    loaded.add(k);
    if (status === DONE) header = peekHeader(load.reader, shape);
  }
  for (const [k, subsection] of subsections.entries()) {
    if (loaded.has(k)) continue;
    leave(load, values, first + k, origin);
    if (isNeeded(subsection, values)) load.missed++;
  }
  return status;
}

/** What stands after the header: a version, of which the low byte counts, and the state. */
function loadPart(load: Load, struct: StructShape, object: StructValue, depth: number, origin: Origin): Status {
  const { reader } = load;
  for (let i = 0; i < 3; i++) getByte(reader);
  const version = getByte(reader);
  const status = loadStruct(load, struct, object, version, depth + 1, origin);
  // 10.2 prepends to an error that a positive post_load did not set.
  if (status > 0 && status !== UNDEFINED && load.rules.looseErrors && !load.dirty) {
    return undefinedAt(load, depth, `its load returns ${status} without an error to prepend to`);
  }
  return status;
}

/** The values of a struct in memory that nobody has written. */
export function unwritten({ members, subsections }: StructShape): StructValue {
  const values: StructValue = members.map(() => null);
  for (const { struct } of subsections ?? []) values.push(unwritten(struct));
  return values;
}

interface Header {
  readonly length: number;
  /** As C reads it: up to the first zero byte. */
  readonly name: Uint8Array;
}

/** What comes next, if it is a subsection that begins with the struct's name; nothing is consumed. */
function peekHeader(reader: WireReader, { name }: StructShape): Header | null {
  const { wire, at } = reader;
  const first = wire[at];
  if (first === undefined) {
    setError(reader, EIO);
    return null;
  }
  if (first !== QEMU_VM_SUBSECTION) return null;
  const length = wire[at + 1];
  if (length === undefined) {
    setError(reader, EIO);
    return null;
  }
  const prefix = nameBytes(name);
  if (length < prefix.length + 1) return null;
  const start = at + 2;
  if (wire.length - start < length) {
    setError(reader, EIO);
    return null;
  }
  for (let i = 0; i < prefix.length; i++) {
    if (wire[start + i] !== prefix[i]) return null;
  }
  const whole = wire.subarray(start, start + length);
  const end = whole.indexOf(0);
  return { length, name: end < 0 ? whole : whole.subarray(0, end) };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
