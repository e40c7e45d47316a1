import type { StructShape, Tree, Value } from '../../vmstate/model/model.ts';
import { EINVAL, LIST_END } from '../../vmstate/wire.ts';
import { markMember, pathAt } from '../path.ts';
import { fail } from '../walk.ts';
import { readByte, readScalar } from '../wire/reader.ts';
import {
  DONE,
  enterInfo,
  leaveElement,
  leaveInfo,
  reject,
  tell,
  undefinedAt,
  type Field,
  type Load,
  type Status,
} from './state.ts';
import { insertNode, nodesBefore, renumber, valueOf } from './tree-nodes.ts';
import { zeroStruct } from './zero-value.ts';

/**
 * Loads a tree (vmstate-types.c: get_gtree, in 11.1 load_gtree): how many nodes
 * there are, a C int, then the nodes, each behind a byte that is not 0. Key and
 * value are zeroed memory, loaded at the version of the field, which must be
 * one of the key's and then one of the value's before a byte is read. More
 * nodes than were announced, or fewer, are refused; those that came stay. A
 * tree is ordered by key, and a key that is there already gets the new value.
 * Where the pointer to the tree is NULL, nodes are loaded and then lost
 * (gtree.c: g_tree_insert).
 */
export function readTree(load: Load, field: Field, tree: Tree): Status {
  const { target, at, depth, origin } = field;
  const before = target[at];
  if (origin === 'malloc') undefinedAt(load, depth, 'it is an uninitialised pointer');
  if (before !== null && !Array.isArray(before)) fail(load, depth, 'a tree whose value is no array');
  const refused = checkVersions(load, field, tree);
  if (refused !== DONE) return refused;
  const { trail, reader } = load;
  const name = trail.names[depth] ?? '';
  const announced = Number(readScalar(reader, 'int32'));
  const nodes = nodesBefore(load, tree, before ?? []);
  const known = load.unspecified.length;
  const isThere = before !== null;
  let count = 0;
  let status = DONE;
  const callers = enterInfo(load);
  while (status === DONE && readByte(reader) !== LIST_END) {
    if (++count > announced) break;
    trail.indices[depth] = nodes.came;
    const node: Value[] = [];
    const allocated = load.allocated;
    load.allocated += 2;
    status = loadNode(load, field, tree, node);
    if (status > 0 || !isThere) load.lost = true;
    if (status < 0) load.dropped += load.allocated - allocated;
    if (status === DONE) insertNode(load, nodes, node);
  }
  if (isThere) target[at] = valueOf(load, nodes);
  else load.unspecified.length = known;
  markMember(trail, depth, name);
  if (load.unspecified.length > known) renumber(load.unspecified, known, pathAt(trail, depth), nodes);
  const loose = load.rules.looseErrors && status > 0 && !load.dirty;
  leaveInfo(load, callers, status !== DONE);
  if (loose) undefinedAt(load, depth, `a node returns ${status} without an error to report`);
  if (status < 0 && callers.dirty) undefinedAt(load, depth, 'it fails, and an error is set already');
  if (status !== DONE || count === announced) return status;
  const why = `${count > announced ? 'more' : count} nodes where ${announced} were announced`;
  const miscounted = reject(load, depth, { code: EINVAL, cause: 'node count', why });
  tell(load, 'node count', { field: name });
  return miscounted;
}

/** The key's version is checked before the value's. */
function checkVersions(load: Load, field: Field, tree: Tree): Status {
  const { version } = field.member;
  for (const struct of tree.key === null ? [tree.value] : [tree.key, tree.value]) {
    if (version <= struct.version && version >= struct.minimumVersion) continue;
    leaveElement(load, field);
    const why = `version ${version} is too ${version > struct.version ? 'new' : 'old'} for ${struct.name}`;
    const refused = reject(load, field.depth, { code: EINVAL, cause: 'tree version', why });
    tell(load, version > struct.version ? 'elements too new' : 'elements too old', { struct: struct.name });
    return refused;
  }
  return DONE;
}

/** Fills in `node`: the key, then the value. A direct key is an integer that is read at once. */
function loadNode(load: Load, field: Field, tree: Tree, node: Value[]): Status {
  const { trail, reader } = load;
  const { depth } = field;
  if (tree.key === null) node.push(readScalar(reader, 'uint64'));
  else {
    markMember(trail, depth + 1, 'key');
    const status = loadSide(load, field, tree.key, node);
    if (status !== DONE) return status;
  }
  markMember(trail, depth + 1, 'value');
  return loadSide(load, field, tree.value, node);
}

/** Loads a key or a value, in zeroed memory, and appends it to the node. */
function loadSide(load: Load, { member: { name, version }, depth }: Field, shape: StructShape, node: Value[]): Status {
  const values = zeroStruct(shape);
  node.push(values);
  const status = load.readStruct(load, { shape, values, version, depth: depth + 2, origin: 'malloc0', isTmp: false });
  if (status !== DONE) tell(load, 'tree side', { field: name, struct: shape.name, code: status });
  return status;
}
