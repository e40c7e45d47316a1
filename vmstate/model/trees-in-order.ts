import { structOf, type Tree } from './element.ts';
import { isArray, type Member } from './member.ts';
import type { StructShape } from './struct-shape.ts';
import { inKeyOrder } from './tree-order.ts';
import type { StructValue, Value } from './value.ts';

/** What becomes of the nodes of a tree; trees inside them are changed already. */
export type TreeChange = (tree: Tree, nodes: readonly Value[]) => Value[];

/** The same values with the nodes of each tree in the order of their keys, and one node for each key. */
export function treesInOrder(shape: StructShape, values: StructValue): StructValue {
  return mapTrees(shape, values, inKeyOrder);
}

/** The same values with the nodes of each tree changed. */
export function mapTrees(shape: StructShape, values: StructValue, change: TreeChange): StructValue {
  if (!hasTrees(shape)) return values;
  const { members, subsections = [] } = shape;
  return values.map((value, i) => {
    const member = members[i];
    if (member !== undefined) return mapMember(member, value, change);
    return within(subsections[i - members.length]?.struct ?? null, value, change);
  });
}

function mapMember(member: Member, value: Value, change: TreeChange): Value {
  const { element } = member;
  if (!Array.isArray(value)) return value;
  if (element.kind === 'tree') {
    const { key, value: inner } = element;
    const nodes = value.map((node) =>
      Array.isArray(node) ? node.map((side, k) => within(k === 0 ? key : inner, side, change)) : node,
    );
    return change(element, nodes);
  }
  const struct = structOf(element);
  if (!isArray(member) && element.kind !== 'list') return within(struct, value, change);
  return value.map((each) => within(struct, each, change));
}

function within(struct: StructShape | null, value: Value, change: TreeChange): Value {
  return struct !== null && Array.isArray(value) ? mapTrees(struct, value, change) : value;
}

function hasTrees({ members, subsections = [] }: StructShape): boolean {
  return members.some(({ element }) => isOrHasTree(element)) || subsections.some(({ struct }) => hasTrees(struct));
}

function isOrHasTree(element: Member['element']): boolean {
  if (element.kind === 'tree') return true;
  const struct = structOf(element);
  return struct !== null && hasTrees(struct);
}
