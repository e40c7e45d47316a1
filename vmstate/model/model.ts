/**
 * What a device means: shapes and values, without offsets, flags or addresses.
 * The one way into this vocabulary from other rooms.
 */
export { halfOf, numberType, structOf, structsOf, typeWord, type Element, type Half, type Tree } from './element.ts';
export { hasMany, isArray } from './member.ts';
export type { Count, CountType, Member, Slots, Storage, Test } from './member.ts';
export { isCarried, isNeeded, isPresent } from './presence.ts';
export type { Room, Rooms } from './room.ts';
export type { StructShape, Subsection } from './struct-shape.ts';
export { copiesIn, movedCopies, withoutCopies, type Copy } from './tmp-copies.ts';
export { siblingsRead } from './siblings-read.ts';
export { structsIn } from './structs-in.ts';
export { inKeyOrder, rankOf } from './tree-order.ts';
export { mapTrees, treesInOrder } from './trees-in-order.ts';
export { withCopies } from './with-copies.ts';
export { UNTOUCHED, type Lengths, type Model, type StructValue, type Untouched, type Value } from './value.ts';
