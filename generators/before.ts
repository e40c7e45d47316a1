import { isCarried, type Member, type StructShape, type StructValue, type Value } from '../vmstate/model.ts';

/**
 * What the destination of a load must hold beforehand, by the contract: the
 * source's array lengths and NULL slots, and its counts where the load reads
 * them before it loads them. AUTO_ALLOC slots are all NULL, and what a load
 * allocates is not there: null, or no elements. Any other value of the result
 * is the source's only by name; the memory itself holds noise there.
 */
export function valuesBefore(shape: StructShape, source: StructValue): StructValue {
  return allocates(shape) ? structBefore(shape, source) : source;
}

/** True when a load of the shape allocates anything. */
function allocates(shape: StructShape): boolean {
  for (const { storage, slots, element } of shape.members) {
    if (storage === 'allocated' || slots === 'allocated') return true;
    if (element.kind === 'struct' && allocates(element.struct)) return true;
  }
  return false;
}

function structBefore(shape: StructShape, source: StructValue): StructValue {
  const { members, version } = shape;
  const values: StructValue = [];
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    const value = source[i] ?? null;
    values.push(member === undefined || !isCarried(member, version) ? value : memberBefore(member, value));
  }
  return values;
}

function memberBefore({ element, count, storage, slots }: Member, source: Value): Value {
  if (storage === 'allocated') return count.kind === 'one' ? null : [];
  if (!Array.isArray(source)) return source;
  if (slots === 'allocated') return source.map(() => null);
  if (element.kind !== 'struct' || !allocates(element.struct)) return source;
  const { struct } = element;
  if (count.kind === 'one') return structBefore(struct, source);
  return source.map((value) => (Array.isArray(value) ? structBefore(struct, value) : value));
}
