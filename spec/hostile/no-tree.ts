import { treePointers } from '../../layout/required-pointers.ts';
import { cloneMemory, writePointer, type Memory } from '../../vmstate/host/memory.ts';
import type { StructValue, Value } from '../../vmstate/model/model.ts';
import type { Subject } from '../subject.ts';

/** A device whose pointer to a tree is NULL. */
export interface WithoutTree {
  readonly memory: Memory;
  /** Where the tree would be in the values of the device. */
  readonly path: readonly number[];
}

/** The memory (source or destination) of a case, in which one of its trees is not there; null: it has none. */
export function withoutTree({ case: { model, seed }, layout: { plan } }: Subject, memory: Memory): WithoutTree | null {
  const trees = treePointers(plan, model.values, memory);
  const tree = trees[(seed >>> 3) % Math.max(1, trees.length)];
  if (tree === undefined) return null;
  const changed = cloneMemory(memory, SLACK);
  writePointer(changed, tree.at, null);
  return { memory: changed, path: tree.path };
}

/** Bytes that a load may allocate before the memory has to grow. */
const SLACK = 512;

/** The values with another one at the end of a path. */
export function valuesWith(values: StructValue, [index = 0, ...rest]: readonly number[], value: Value): StructValue {
  const inner = values[index];
  return values.with(index, rest.length > 0 && Array.isArray(inner) ? valuesWith(inner, rest, value) : value);
}
