import type { Abi } from '../../vmstate/host/abi.ts';
import {
  treesInOrder,
  type Element,
  type Member,
  type Model,
  type StructShape,
  type StructValue,
  type Value,
} from '../../vmstate/model/model.ts';
import { withoutBitsFrom } from './bits.ts';
import { eachElement, mapStructs } from './edit.ts';

/**
 * The model for another host. With 32-bit pointers some of the bits beyond the end of a
 * bitmap and the high half of a tree's key do not exist, which changes the order of the
 * nodes. With the other byte order the other half of a 64-bit size is at its address.
 */
export function forHost(model: Model, from: Abi, to: Abi): Model {
  const { shape, values } = model;
  const isShorter = to.pointerSize < from.pointerSize;
  const shorter = isShorter ? treesInOrder(shape, changed(shape, values, trimmed)) : values;
  if (to.byteOrder === from.byteOrder || !hasHalves(shape)) return isShorter ? { shape, values: shorter } : model;
  return { shape: turnedShape(shape), values: changed(shape, shorter, turned) };
}

/** Converts a value; nested structs are already converted. */
type Change = (at: Place, value: Value) => Value;

/** Converts member `i` of a struct. */
interface Place {
  readonly shape: StructShape;
  readonly i: number;
  readonly member: Member;
  readonly values: StructValue;
}

function changed(shape: StructShape, values: StructValue, change: Change): StructValue {
  const { members, subsections = [] } = shape;
  return values.map((value, i): Value => {
    const member = members[i];
    if (member !== undefined)
      return change(
        { shape, i, member, values },
        mapStructs(member, value, (struct, inner) => changed(struct, inner, change)),
      );
    const struct = subsections[i - members.length]?.struct;
    return struct !== undefined && Array.isArray(value) ? changed(struct, value, change) : value;
  });
}

function trimmed({ member, values }: Place, value: Value): Value {
  const { element } = member;
  if (element.kind === 'bitmap' && value instanceof Uint8Array)
    return withoutBitsFrom(value, Number(values[element.sizedBy]) | 0, 4);
  if (element.kind !== 'tree' || element.key !== null) return value;
  return eachElement(member, (node) =>
    Array.isArray(node) && typeof node[0] === 'bigint' ? node.with(0, BigInt.asUintN(32, node[0])) : node,
  )(value);
}

function turned({ shape, i }: Place, value: Value): Value {
  const read = shape.members.some(
    ({ element }) => element.kind === 'vbuffer' && element.half !== undefined && element.sizedBy === i,
  );
  return read && typeof value === 'bigint' ? BigInt.asUintN(64, value << 32n) | (value >> 32n) : value;
}

/** True if the model fits one byte order only. */
export function hasHalves({ members, subsections = [] }: StructShape): boolean {
  return members.some(({ element }) => halved(element)) || subsections.some(({ struct }) => hasHalves(struct));
}

function halved(element: Element): boolean {
  switch (element.kind) {
    case 'vbuffer':
      return element.half !== undefined;
    case 'struct':
    case 'list':
    case 'tmp':
      return hasHalves(element.struct);
    case 'tree':
      return hasHalves(element.value) || (element.key !== null && hasHalves(element.key));
    default:
      return false;
  }
}

function turnedShape(shape: StructShape): StructShape {
  return {
    ...shape,
    members: shape.members.map((member) => ({ ...member, element: turnedElement(member.element) })),
    subsections: shape.subsections?.map((subsection) => ({ ...subsection, struct: turnedShape(subsection.struct) })),
  };
}

function turnedElement(element: Element): Element {
  switch (element.kind) {
    case 'vbuffer':
      return element.half === undefined ? element : { ...element, half: element.half === 'low' ? 'high' : 'low' };
    case 'struct':
    case 'list':
    case 'tmp':
      return { ...element, struct: turnedShape(element.struct) };
    case 'tree':
      return {
        ...element,
        key: element.key === null ? null : turnedShape(element.key),
        value: turnedShape(element.value),
      };
    default:
      return element;
  }
}
