import type { Value } from '../vmstate/model/model.ts';
import { elementAt, type Place } from './place.ts';
import type { CMember, CStruct } from './tree.ts';

/** Something of the destination, what it must hold, and the same of the source. */
export interface Pair {
  readonly got: Place;
  readonly value: Value;
  /** Null where the source has nothing like it. */
  readonly want: Place | null;
  readonly source: Value;
  /** In memory that the load allocates, where null and UNTOUCHED stand for whatever was there. */
  readonly fresh: boolean;
  /** How many blocks with variables of their own are around it. */
  readonly depth: number;
}

/** What the walk over what a load must leave needs to know everywhere. */
export interface Checking {
  readonly pointerSize: number;
  /** See SetUp. */
  readonly arrays: ReadonlyMap<string, string>;
  /** The load has come to the end of the stream: the last bytes of a byte array may be anything. */
  readonly ended: boolean;
  readonly objectLines: (checking: Checking, struct: CStruct, pair: Pair) => string[];
}

/** The pair of an element. */
export function at(pair: Pair, member: CMember, index: number | string | null, value: Value, source: Value): Pair {
  const { got, want } = pair;
  return {
    ...pair,
    got: elementAt(got, member, index),
    want: want === null ? null : elementAt(want, member, index),
    value,
    source,
  };
}

export function items(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

/** A variable of a block, which no variable of the blocks around it is called. */
export function local(name: string, { depth }: Pair): string {
  return depth === 0 ? name : `${name}_${depth + 1}`;
}

export function indented(line: string): string {
  return line === '' ? '' : `    ${line}`;
}

export function block(lines: readonly string[], head = ''): string[] {
  return [head === '' ? '{' : `${head} {`, ...lines.map(indented), '}'];
}
