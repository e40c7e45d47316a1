import type { CountType, StructShape } from '../vmstate/model.ts';

/** What the members that read a sibling as their count or size ask of it. */
export interface Counter {
  /** The narrowest type it is read as. */
  readonly type: CountType;
  /** A load allocates by it, or it is a byte count: it must not be negative. */
  readonly natural: boolean;
  /** Some reader repeats a struct; such counts stay small. */
  readonly structs: boolean;
  /** The largest factor by which a reader multiplies it. */
  readonly multiply: number;
  /** A load reads it before it is loaded, or it never is: the destination must hold it already. */
  readonly preset: boolean;
}

/** For each member of a struct: what is asked of it as a count, or null for an ordinary member. */
export function countersOf(shape: StructShape): readonly (Counter | null)[] | null {
  let counters: (Counter | null)[] | null = null;
  const { members } = shape;
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (member === undefined) continue;
    const { count, element } = member;
    if (count.kind === 'counted') {
      counters ??= members.map(() => null);
      const natural = member.storage === 'allocated' || element.kind === 'vbuffer';
      merge(counters, shape, count.by, i, {
        type: count.type,
        natural,
        structs: element.kind === 'struct',
        multiply: count.multiply ?? 1,
        preset: false,
      });
    }
    if (element.kind === 'vbuffer') {
      counters ??= members.map(() => null);
      merge(counters, shape, element.sizedBy, i, {
        type: 'int32',
        natural: true,
        structs: false,
        multiply: element.multiply ?? 1,
        preset: false,
      });
    }
  }
  return counters;
}

function merge(counters: (Counter | null)[], shape: StructShape, by: number, reader: number, more: Counter): void {
  const sibling = shape.members[by];
  const loadedBefore = sibling !== undefined && by < reader && sibling.migrated && sibling.version <= shape.version;
  const old = counters[by];
  counters[by] = {
    type: old === null || old === undefined ? more.type : old.type === 'int32' ? more.type : old.type,
    natural: more.natural || old?.natural === true,
    structs: more.structs || old?.structs === true,
    multiply: Math.max(more.multiply, old?.multiply ?? 1),
    preset: !loadedBefore || old?.preset === true,
  };
}
