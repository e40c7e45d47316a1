import { structOf, type Tree } from './element.ts';
import { isArray, type Member } from './member.ts';
import type { StructShape } from './struct-shape.ts';
import type { StructValue, Value } from './value.ts';

/** The structs in a member's value, in the order of the wire; elements behind NULL slots are none. */
export function* structsIn(member: Member, value: Value | undefined): Generator<readonly [StructShape, StructValue]> {
  const { element } = member;
  if (!Array.isArray(value)) return;
  if (element.kind === 'tree') {
    for (const node of value) yield* structsOfNode(element, node);
    return;
  }
  const struct = structOf(element);
  if (struct === null) return;
  for (const each of isArray(member) || element.kind === 'list' ? value : [value])
    if (Array.isArray(each)) yield [struct, each];
}

function* structsOfNode({ key, value }: Tree, node: Value): Generator<readonly [StructShape, StructValue]> {
  if (!Array.isArray(node)) return;
  const [first, second] = node;
  if (key !== null && Array.isArray(first)) yield [key, first];
  if (Array.isArray(second)) yield [value, second];
}
