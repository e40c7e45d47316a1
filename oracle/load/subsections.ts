import { isNeeded, type Value } from '../../vmstate/model/model.ts';
import { EINVAL, ENOENT } from '../../vmstate/wire.ts';
import { markMember } from '../path.ts';
import { readByte, skipSeen } from '../wire/reader.ts';
import { DONE, leave, reject, tell, undefinedAt, type Load, type LoadFrame, type Status } from './state.ts';
import { isNamed, nameText, peekHeader, type SubsectionHeader } from './subsection-header.ts';
import { unwritten } from './unwritten.ts';

/**
 * Takes the subsections that end a struct: as many as there are, in the order
 * of the stream, by name (vmstate.c:vmstate_subsection_load, all releases). A
 * name that begins with the struct's and is not in its list is refused, -ENOENT
 * up to 10.2 and -EINVAL in 11.1; everything else that stands there belongs to
 * whoever reads next, but a peek past the end of the stream sets its error. One
 * that does not come is left.
 */
export function readSubsections(load: Load, frame: LoadFrame): Status {
  const { shape, values, origin } = frame;
  const loaded = new Set<number>();
  let status = DONE;
  while (status === DONE && isLookedFor(load, frame)) {
    const header = peekHeader(load.reader, shape);
    if (header === null) break;
    status = loadSubsection(load, frame, header, loaded);
  }
  for (const [k, subsection] of (shape.subsections ?? []).entries()) {
    if (loaded.has(k)) continue;
    leave(load, values, shape.members.length + k, origin);
    if (isNeeded(subsection, values)) load.missed++;
  }
  return status;
}

/** Every release looks behind every struct. */
function isLookedFor({ reader: { reading } }: Load, { shape, depth }: LoadFrame): boolean {
  if (reading.looks === undefined) return true;
  return (shape.subsections ?? []).length > 0 || (reading.looks === 'outermost' && depth === 0);
}

/** `loaded`: the subsections that came before, to which this one is added. */
function loadSubsection(load: Load, frame: LoadFrame, header: SubsectionHeader, loaded: Set<number>): Status {
  const { shape, values, depth, origin } = frame;
  const k = shape.subsections?.findIndex(({ struct }) => isNamed(header, struct)) ?? -1;
  const struct = shape.subsections?.[k]?.struct;
  if (struct === undefined) {
    const code = load.rules.ownErrno ? ENOENT : EINVAL;
    const why = `a subsection that '${shape.name}' does not have`;
    const refused = reject(load, depth - 1, { code, cause: 'subsection', why });
    tell(load, 'unknown subsection', { name: nameText(header), struct: shape.name });
    return refused;
  }
  skipSeen(load.reader, 2 + header.length);
  markMember(load.trail, depth, struct.name);
  const isRepeated = loaded.has(k);
  // The values do not say what the first one left in fresh memory: which slots are NULL, what is uninitialised.
  if (isRepeated && origin !== 'kept') undefinedAt(load, depth, 'it comes twice in memory that the load allocated');
  const index = shape.members.length + k;
  const before = values[index];
  const object: Value[] = Array.isArray(before) ? before.slice() : unwritten(struct);
  values[index] = object;
  const status = loadPart(load, { ...frame, shape: struct, values: object, depth: depth + 1, isTmp: false });
  if (status !== DONE) tell(load, 'subsection', { name: struct.name, struct: shape.name, code: status });
  if (isRepeated) load.lost = true;
  // It is the same object that both loads are about.
  for (const [i, each] of isRepeated ? load.objects.entries() : []) if (each === before) load.objects[i] = object;
  if (isRepeated && Array.isArray(before)) load.repeats.push([before, object, struct]);
  loaded.add(k);
  return status;
}

/** What stands after the name: a version, of which the low byte counts, and the state. */
function loadPart(load: Load, frame: LoadFrame): Status {
  const { reader } = load;
  for (let i = 0; i < 3; i++) readByte(reader);
  const status = load.readStruct(load, { ...frame, version: readByte(reader) });
  // 10.2 prepends to an error that a positive post_load did not set.
  if (status > 0 && load.rules.looseErrors && !load.dirty)
    undefinedAt(load, frame.depth - 1, `its load returns ${status} without an error to prepend to`);
  return status;
}
