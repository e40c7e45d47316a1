import { checkedType, isWide, type Scalar } from '../../vmstate/info.ts';
import type { Element, Member, StructShape, StructValue, Value } from '../../vmstate/model/model.ts';

/**
 * What a struct means when all its bytes are zero, as an object fresh from
 * g_malloc0 is; its subsections are the same bytes. A NULL pointer to a scalar,
 * a buffer, a bitmap, a struct, a tree, a byte array or a fixed array has no
 * value of its own in a model: it is null.
 */
export function zeroStruct(shape: StructShape): StructValue {
  const values = shape.members.map(zeroMember);
  if (shape.subsections !== undefined) for (const { struct } of shape.subsections) values.push(zeroStruct(struct));
  return values;
}

/** The zero value of one element: null for what has no value. */
export function zeroElement(element: Element): Value {
  switch (element.kind) {
    case 'scalar':
      return zeroScalar(element.type);
    case 'checked':
      return zeroScalar(checkedType(element.info));
    case 'buffer':
      return new Uint8Array(element.size);
    case 'vbuffer':
    case 'bitmap':
      return new Uint8Array(0);
    case 'failing':
      return 0;
    case 'timer':
      return 0n;
    case 'unused':
    case 'validate':
    case 'tree':
    case 'bytearray':
      return null;
    case 'struct':
    case 'tmp':
      return zeroStruct(element.struct);
    case 'list':
      return [];
  }
}

function zeroScalar(type: Scalar): Value {
  return isWide(type) ? 0n : 0;
}

function zeroMember(member: Member): Value {
  const { count, element, slots, storage } = member;
  // Its count is zero like everything else.
  if (count.kind === 'counted') return [];
  const pointed = storage !== 'embedded';
  if (count.kind === 'one') {
    if (element.kind === 'vbuffer' && !pointed) return zeroElement(element);
    return pointed || slots !== 'none' ? null : zeroElement(element);
  }
  if (count.n <= 0) return [];
  if (pointed) return null;
  return Array.from({ length: count.n }, () => (slots === 'none' ? zeroElement(element) : null));
}
