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
 * Buffers behind slots are as long as a pointer.
 */
export function forHost(model: Model, from: Abi, to: Abi): Model {
  const { shape, values } = model;
  const isTurned = to.byteOrder !== from.byteOrder && hasHalves(shape);
  if (to.pointerSize === from.pointerSize && !isTurned) return model;
  let changedShape = shape;
  let own = values;
  if (to.pointerSize < from.pointerSize) own = changed(shape, own, trimmed);
  if (to.pointerSize !== from.pointerSize) {
    changedShape = reshaped(shape, (member) => slotElement(member, to.pointerSize));
    own = treesInOrder(
      shape,
      changed(shape, own, (at, value) => slotBytes(at, value, to.pointerSize)),
    );
  }
  if (!isTurned) return { shape: changedShape, values: own };
  return {
    shape: reshaped(changedShape, ({ element }) => turnedElement(element)),
    values: changed(changedShape, own, turned),
  };
}

/** A buffer behind a slot is as long as a pointer. */
function slotElement({ element, slots }: Member, pointerSize: number): Element {
  return element.kind === 'buffer' && slots !== 'none' ? { ...element, size: pointerSize } : element;
}

function slotBytes({ member }: Place, value: Value, pointerSize: number): Value {
  if (member.element.kind !== 'buffer' || member.slots === 'none') return value;
  return eachElement(member, (bytes) => {
    const sized = new Uint8Array(pointerSize);
    if (bytes instanceof Uint8Array) sized.set(bytes.subarray(0, pointerSize));
    return sized;
  })(value);
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

/** The shape with other elements, inner ones first. */
function reshaped(shape: StructShape, change: (member: Member) => Element): StructShape {
  const inner = (struct: StructShape): StructShape => reshaped(struct, change);
  return {
    ...shape,
    members: shape.members.map((member) => ({
      ...member,
      element: change({ ...member, element: withStructs(member.element, inner) }),
    })),
    subsections: shape.subsections?.map((subsection) => ({ ...subsection, struct: inner(subsection.struct) })),
  };
}

function withStructs(element: Element, change: (struct: StructShape) => StructShape): Element {
  switch (element.kind) {
    case 'struct':
    case 'list':
    case 'tmp':
      return { ...element, struct: change(element.struct) };
    case 'tree':
      return { ...element, key: element.key === null ? null : change(element.key), value: change(element.value) };
    default:
      return element;
  }
}

function turnedElement(element: Element): Element {
  if (element.kind !== 'vbuffer' || element.half === undefined) return element;
  return { ...element, half: element.half === 'low' ? 'high' : 'low' };
}
