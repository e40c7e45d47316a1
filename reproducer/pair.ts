import type { Value } from '../vmstate/model/model.ts';
import { elementAt, type CPlace } from './place.ts';
import type { CMember, CStruct } from './tree.ts';

/** An object of the destination, its expected value, and the same object of the source. */
export interface CheckPair {
  readonly got: CPlace;
  readonly value: Value;
  /** Null if the source has no such object. */
  readonly want: CPlace | null;
  readonly source: Value;
  /** In memory that the load allocates; null and UNTOUCHED then mean unspecified. */
  readonly fresh: boolean;
  /** Number of enclosing C blocks that declare variables. */
  readonly depth: number;
}

/** Context of the walk over the memory after a load. */
export interface Checking {
  readonly pointerSize: number;
  /** See SetUp. */
  readonly arrays: ReadonlyMap<string, string>;
  /** The load consumes the whole stream: the last bytes of a byte array are then unspecified. */
  readonly ended: boolean;
  readonly objectLines: (checking: Checking, struct: CStruct, pair: CheckPair) => string[];
}

interface ElementPair {
  /** Index of the element, or a C expression for it; null: the member's only element. */
  readonly index: number | string | null;
  readonly value: Value;
  readonly source: Value;
}

/** The pair of an element. */
export function at(pair: CheckPair, member: CMember, { index, value, source }: ElementPair): CheckPair {
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

/** A variable of a block; its name differs from those of the enclosing blocks. */
export function local(name: string, { depth }: CheckPair): string {
  return depth === 0 ? name : `${name}_${depth + 1}`;
}

export function indented(line: string): string {
  return line === '' ? '' : `    ${line}`;
}

export function cBlock(lines: readonly string[], head = ''): string[] {
  return [head === '' ? '{' : `${head} {`, ...lines.map(indented), '}'];
}
