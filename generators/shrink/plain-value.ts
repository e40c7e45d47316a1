import { checkedType, isWide } from '../../vmstate/info.ts';
import type { Element, StructShape, StructValue, Value } from '../../vmstate/model/model.ts';
import { countersOf } from '../counters.ts';
import { heldAs } from '../values.ts';
import { elementCount } from '../../vmstate/model/counts.ts';

/** The simplest value of an element; empty for a vbuffer or bitmap. */
export function plainValue(element: Element): Value {
  switch (element.kind) {
    case 'scalar':
      return isWide(element.type) ? 0n : 0;
    case 'checked':
      return isWide(checkedType(element.info)) ? 0n : 0;
    case 'buffer':
      return new Uint8Array(element.size);
    case 'vbuffer':
    case 'bitmap':
    case 'bytearray':
      return new Uint8Array(0);
    case 'failing':
      return 0;
    case 'timer':
      return 0n;
    case 'unused':
    case 'validate':
      return null;
    case 'list':
    case 'tree':
      return [];
    case 'struct':
    case 'tmp':
      return plainStruct(element.struct);
  }
}

/** The simplest values of a struct: counts and tests are 0, or 1 where a save would abort otherwise. */
export function plainStruct(shape: StructShape): StructValue {
  const { members, subsections = [] } = shape;
  const read = countersOf(shape);
  const counts = members.map((member, i): Value => heldAs(member, read?.[i]?.holds === true ? 1 : 0));
  const values = members.map((member, i): Value => {
    if (read?.[i] != null) return counts[i] ?? 0;
    if (member.count.kind === 'one') return plainValue(member.element);
    return Array.from({ length: elementCount(member, counts) }, () => plainValue(member.element));
  });
  return [...values, ...subsections.map(({ struct }) => plainStruct(struct))];
}
