import {
  copiesIn,
  numberType,
  type CountType,
  type Element,
  type Half,
  type Member,
  type StructShape,
} from '../vmstate/model/model.ts';

/** The requirements that its readers place on a member. */
export interface Counter {
  /** The narrowest type it is read as. */
  type: CountType;
  /** It determines an allocation, or is a number of bytes: it must not be negative. */
  natural: boolean;
  /** It counts structs for some reader; such counts stay small. */
  structs: boolean;
  /** The largest factor by which a reader multiplies it. */
  multiply: number;
  /** Number of members whose elements or bytes it counts. */
  readers: number;
  /** It counts elements or bytes; otherwise only bits of bitmaps, or nothing. */
  counts: boolean;
  /** It is the number of bits of a bitmap. */
  bits: boolean;
  /** It has 64 bits, of which readers use this half; null: they use all of it. */
  half: Half | null;
  /** It is read as a boolean. */
  tests: boolean;
  /** It must not be 0, or a save would abort (VMS_MUST_EXIST). */
  holds: boolean;
}

/** The requirements on each member of a struct; null for a member without readers, or if no member has readers. */
export function countersOf(shape: StructShape): readonly (Counter | null)[] | null {
  let counters: (Counter | null)[] | null = null;
  const { members, subsections } = shape;
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (member === undefined) continue;
    const { count, element, test } = member;
    if (element.kind === 'tmp') counters = withThoseOf(element, members.length, counters);
    if (count.kind === 'one' && test === undefined && element.kind !== 'vbuffer' && element.kind !== 'bitmap') continue;
    if (count.kind === 'counted') {
      counters ??= new Array<Counter | null>(members.length).fill(null);
      const counter = countReader(counters, count.by, count.type, count.multiply ?? 1);
      if (member.storage === 'allocated' || element.kind === 'vbuffer') counter.natural = true;
      if (element.kind === 'struct') counter.structs = true;
    }
    if (element.kind === 'vbuffer') {
      counters ??= new Array<Counter | null>(members.length).fill(null);
      const counter = countReader(counters, element.sizedBy, typeAt(members, element.sizedBy), element.multiply ?? 1);
      counter.natural = true;
      counter.half = element.half ?? null;
    }
    if (element.kind === 'bitmap') {
      counters ??= new Array<Counter | null>(members.length).fill(null);
      readerOf(counters, element.sizedBy, 'int32').bits = true;
    }
    if (test?.kind === 'sibling') {
      counters ??= new Array<Counter | null>(members.length).fill(null);
      const counter = readerOf(counters, test.by, 'uint8');
      counter.tests = true;
      if (mustHold(member)) counter.holds = true;
    }
  }
  if (subsections === undefined) return counters;
  for (const { needed } of subsections) {
    if (needed === undefined) continue;
    counters ??= new Array<Counter | null>(members.length).fill(null);
    readerOf(counters, needed, 'uint8').tests = true;
  }
  return counters;
}

/** Adds the requirements on what a temporary object copies: those that its members place on the copies. */
function withThoseOf(element: Element, n: number, counters: (Counter | null)[] | null): (Counter | null)[] | null {
  const copies = copiesIn(element);
  const inner = copies.length === 0 || element.kind !== 'tmp' ? null : countersOf(element.struct);
  if (inner === null) return counters;
  let all = counters;
  for (const { own, parent } of copies) {
    const counter = inner[own] ?? null;
    if (counter === null) continue;
    all ??= new Array<Counter | null>(n).fill(null);
    merge(readerOf(all, parent, counter.type), counter);
  }
  return all;
}

function merge(into: Counter, from: Counter): void {
  into.natural ||= from.natural;
  into.structs ||= from.structs;
  into.multiply = Math.max(into.multiply, from.multiply);
  into.readers += from.readers;
  into.counts ||= from.counts;
  into.bits ||= from.bits;
  into.tests ||= from.tests;
  into.holds ||= from.holds;
}

/** What a size is read as: an int32, or since 11.2 what its member is. */
function typeAt(members: readonly Member[], by: number): CountType {
  const member = members[by];
  const type = member === undefined ? null : numberType(member.element);
  return type === 'uint8' || type === 'uint16' ? type : 'int32';
}

/** True if a save of the struct aborts when the member's test is false. */
export function mustHold({ mustExist, element, migrated }: Member): boolean {
  return migrated && (mustExist === true || element.kind === 'validate');
}

/** Merges the requirements of a reader that counts elements or bytes. */
function countReader(counters: (Counter | null)[], by: number, type: CountType, multiply: number): Counter {
  const counter = readerOf(counters, by, type);
  counter.counts = true;
  counter.readers++;
  if (multiply > counter.multiply) counter.multiply = multiply;
  return counter;
}

function readerOf(counters: (Counter | null)[], by: number, type: CountType): Counter {
  const old = counters[by];
  if (old !== null && old !== undefined) {
    if (old.type === 'int32') old.type = type;
    return old;
  }
  const counter = {
    type,
    natural: false,
    structs: false,
    multiply: 1,
    readers: 0,
    counts: false,
    bits: false,
    half: null,
    tests: false,
    holds: false,
  };
  counters[by] = counter;
  return counter;
}
