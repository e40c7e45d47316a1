import type { Scalar } from '../info.ts';
import type { Tree } from './element.ts';
import type { Member } from './member.ts';
import type { StructShape } from './struct-shape.ts';
import type { Value } from './value.ts';

/*
 * A GTree is ordered by key, and what its order is the device decides. The
 * devices of this suite compare direct keys as unsigned integers, and others by
 * the first field of the key that is a plain integer: one of an integer info
 * without any flag but VMS_SINGLE. Keys that have none are all equal.
 */

const integers: ReadonlySet<string> = new Set<Scalar>([
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
]);

/** The index of the member by which such keys are ordered, or -1. */
export function orderingMember({ members }: StructShape): number {
  return members.findIndex(isPlainInteger);
}

function isPlainInteger({ element, count, storage, slots, migrated, mustExist }: Member): boolean {
  return (
    migrated &&
    element.kind === 'scalar' &&
    integers.has(element.type) &&
    count.kind === 'one' &&
    storage === 'embedded' &&
    slots === 'none' &&
    mustExist !== true
  );
}

/**
 * What stands for a key when keys are compared: an integer of its own, or of a
 * member; 0 where there is none.
 */
export function rankOf({ key: shape }: Tree, key: Value | undefined): number | bigint {
  if (typeof key === 'bigint') return key;
  const value = shape !== null && Array.isArray(key) ? key[orderingMember(shape)] : undefined;
  return typeof value === 'number' || typeof value === 'bigint' ? value : 0;
}

/** The nodes as a tree has them: in the order of their keys, of equal keys the first. */
export function inKeyOrder(tree: Tree, nodes: readonly Value[]): Value[] {
  const ranked = nodes.map((node) => ({ node, rank: rankOf(tree, Array.isArray(node) ? node[0] : undefined) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  return ranked.filter(({ rank }, i) => i === 0 || ranked[i - 1]?.rank !== rank).map(({ node }) => node);
}
