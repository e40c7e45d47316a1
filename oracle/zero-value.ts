import type { Element, Member, StructShape, StructValue, Value } from '../vmstate/model.ts';

/**
 * What a struct means when all its bytes are zero, as an object fresh from
 * g_malloc0 is. A NULL pointer to a scalar, a buffer, a struct or a fixed array
 * has no value of its own in a model: it is null.
 */
export function zeroStruct(shape: StructShape): StructValue {
  return shape.members.map(zeroMember);
}

/** The zero value of one element: null for an unused one, which has no value. */
export function zeroElement(element: Element): Value {
  switch (element.kind) {
    case 'scalar':
      return element.type === 'int64' || element.type === 'uint64' ? 0n : 0;
    case 'buffer':
      return new Uint8Array(element.size);
    case 'vbuffer':
      return new Uint8Array(0);
    case 'unused':
      return null;
    case 'struct':
      return zeroStruct(element.struct);
  }
}

function zeroMember(member: Member): Value {
  const { count, element, slots, storage } = member;
  // Its count is zero like everything else.
  if (count.kind === 'counted') return [];
  const pointed = storage !== 'embedded';
  if (count.kind === 'one') {
    if (element.kind === 'vbuffer') return zeroElement(element);
    return pointed || slots !== 'none' ? null : zeroElement(element);
  }
  if (count.n <= 0) return [];
  if (pointed) return null;
  return Array.from({ length: count.n }, () => (slots === 'none' ? zeroElement(element) : null));
}
