import { isCarried, type CountType, type StructShape } from '../vmstate/model.ts';

/** What the members that read a sibling as their count or size ask of it. */
export interface Counter {
  /** The narrowest type it is read as. */
  type: CountType;
  /** A load allocates by it, or it is a byte count: it must not be negative. */
  natural: boolean;
  /** Some reader repeats a struct; such counts stay small. */
  structs: boolean;
  /** The largest factor by which a reader multiplies it. */
  multiply: number;
  /** A load reads it before it is loaded, or it never is: the destination must hold it already. */
  preset: boolean;
}

/** For each member of a struct: what is asked of it as a count, or null for an ordinary member; null when none is. */
export function countersOf(shape: StructShape): readonly (Counter | null)[] | null {
  let counters: (Counter | null)[] | null = null;
  const { members } = shape;
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (member === undefined) continue;
    const { count, element } = member;
    if (count.kind === 'one' && element.kind !== 'vbuffer') continue;
    if (count.kind === 'counted') {
      counters ??= new Array<Counter | null>(members.length).fill(null);
      const counter = askedOf(counters, shape, count.by, i, count.type, count.multiply ?? 1);
      if (member.storage === 'allocated' || element.kind === 'vbuffer') counter.natural = true;
      if (element.kind === 'struct') counter.structs = true;
    }
    if (element.kind === 'vbuffer') {
      counters ??= new Array<Counter | null>(members.length).fill(null);
      askedOf(counters, shape, element.sizedBy, i, 'int32', element.multiply ?? 1).natural = true;
    }
  }
  return counters;
}

function askedOf(
  counters: (Counter | null)[],
  { members, version }: StructShape,
  by: number,
  reader: number,
  type: CountType,
  multiply: number,
): Counter {
  const sibling = members[by];
  const preset = sibling === undefined || by > reader || !isCarried(sibling, version);
  const old = counters[by];
  if (old === null || old === undefined) {
    const counter = { type, natural: false, structs: false, multiply, preset };
    counters[by] = counter;
    return counter;
  }
  if (old.type === 'int32') old.type = type;
  old.multiply = Math.max(old.multiply, multiply);
  old.preset ||= preset;
  return old;
}
