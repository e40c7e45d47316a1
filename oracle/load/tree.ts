import { UNTOUCHED, type StructShape, type Tree, type Value } from '../../vmstate/model/model.ts';
import { EINVAL, LIST_END } from '../../vmstate/wire.ts';
import { OracleFault } from '../fault.ts';
import { loadStruct } from './struct.ts';
import { DONE, leave, reject, undefinedAt, UNDEFINED, type Load, type Origin, type Status } from './state.ts';
import { markMember, pathAt } from '../path.ts';
import { getByte, getScalar } from '../wire/reader.ts';
import { zeroStruct } from './zero-value.ts';

/**
 * Loads a tree (vmstate-types.c: get_gtree, in 11.1 load_gtree): how many nodes
 * there are, a C int, then the nodes, each behind a byte that is not 0. Key and
 * value are zeroed memory, loaded at the version of the field, which must be
 * one of the key's and then one of the value's before a byte is read. More
 * nodes than were announced, or fewer, are refused; those that came stay.
 */
export function loadTree(
  load: Load,
  tree: Tree,
  version: number,
  target: Value[],
  at: number,
  depth: number,
  origin: Origin,
): Status {
  const before = target[at];
  if (origin !== 'kept') return undefinedAt(load, depth, 'it is a pointer that nobody has set');
  if (!Array.isArray(before)) throw new OracleFault(pathAt(load.trail, depth), 'a tree whose value is no array');
  for (const struct of tree.key === null ? [tree.value] : [tree.key, tree.value]) {
    if (version <= struct.version && version >= struct.minimumVersion) continue;
    leave(load, target, at, origin);
    return reject(
      load,
      depth,
      EINVAL,
      'tree version',
      `version ${version} is too ${version > struct.version ? 'new' : 'old'} for ${struct.name}`,
    );
  }
  const { dirty, trail, reader } = load;
  const name = trail.names[depth] ?? '';
  const announced = Number(getScalar(reader, 'int32'));
  const fresh: Value[] = [];
  let count = 0;
  let status = DONE;
  load.dirty = false;
  while (status === DONE && getByte(reader) !== LIST_END) {
    if (++count > announced) break;
    trail.indices[depth] = before.length + fresh.length;
    const node = [loadKey(load, tree), zeroStruct(tree.value)] as const;
    status = tree.key === null ? DONE : loadSide(load, tree.key, node[0], version, 'key', depth);
    if (status === DONE) status = loadSide(load, tree.value, node[1], version, 'value', depth);
    if (status > 0) load.lost = true;
    if (status === DONE) fresh.push([...node]);
  }
  target[at] = [...before.map(() => UNTOUCHED), ...fresh];
  const loose = load.rules.looseErrors && status > 0 && status !== UNDEFINED && !load.dirty;
  load.dirty = dirty;
  if (loose) return undefinedAt(load, depth, `a node returns ${status} without an error to report`);
  if (status < 0 && dirty) return undefinedAt(load, depth, 'it fails, and an error is set already');
  markMember(trail, depth, name);
  if (status === DONE && count !== announced)
    return reject(
      load,
      depth,
      EINVAL,
      'node count',
      `${count > announced ? 'more' : count} nodes where ${announced} were announced`,
    );
  return status;
}

/** An integer is read at once; everything else is zeros until it is loaded. */
function loadKey({ reader }: Load, { key }: Tree): Value {
  return key === null ? getScalar(reader, 'uint64') : zeroStruct(key);
}

function loadSide(
  load: Load,
  struct: StructShape,
  values: Value,
  version: number,
  side: 'key' | 'value',
  depth: number,
): Status {
  markMember(load.trail, depth + 1, side);
  return Array.isArray(values) ? loadStruct(load, struct, values, version, depth + 2, 'malloc0') : DONE;
}
