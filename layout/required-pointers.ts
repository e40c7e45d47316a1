import { VMS } from '../vmstate/host/flags.ts';
import { readPointer, type Memory } from '../vmstate/host/memory.ts';
import { bufferLength, elementCount } from '../vmstate/model/counts.ts';
import { isNeeded, isPresent } from '../vmstate/model/presence.ts';
import type { Value } from '../vmstate/model/value.ts';
import { BITMAP, BYTE_ARRAY, STRUCT, TREE, VARYING_BYTES } from './codes.ts';
import type { MemberPlan, StructPlan } from './plan.ts';

/** A pointer that must not be NULL: to the elements of a VMS_POINTER field, or to a byte array. */
export interface RequiredPointer {
  /** Its arena index. */
  readonly at: number;
  readonly to: 'elements' | 'byte array';
}

/** A pointer to a tree, which may be NULL. */
export interface TreePointer {
  /** Its arena index. */
  readonly at: number;
  /** Where the tree is in the values: indices, from the outermost struct on. */
  readonly path: readonly number[];
}

/** The parameters of a walk. */
interface Search {
  readonly memory: Memory;
  /** A load replaces the pointers of VMS_ALLOC fields without reading the old ones. */
  readonly loading: boolean;
  readonly found: RequiredPointer[];
  readonly trees: TreePointer[];
  /** The values in which the walk is. */
  readonly path: number[];
}

/**
 * The pointers that must not be NULL in a save or load of the values: those of existing
 * VMS_POINTER fields with at least one element of nonzero size
 * (vmstate.c: `assert(first_elem || !n_elems || !size)`), and of all byte arrays. The walk
 * enters structs, but not arrays of pointers, lists and trees.
 */
export function requiredPointers(
  plan: StructPlan,
  values: readonly Value[],
  { memory, loading }: Pick<Search, 'memory' | 'loading'>,
): RequiredPointer[] {
  const search: Search = { memory, loading, found: [], trees: [], path: [] };
  walk(search, plan, values, memory.blocks[0]?.start ?? 0);
  return search.found;
}

/** The pointers to trees that a save of the values follows, by the same walk. */
export function treePointers(plan: StructPlan, values: readonly Value[], memory: Memory): TreePointer[] {
  const search: Search = { memory, loading: true, found: [], trees: [], path: [] };
  walk(search, plan, values, memory.blocks[0]?.start ?? 0);
  return search.trees;
}

function walk(search: Search, plan: StructPlan, values: readonly Value[], at: number): void {
  for (const [i, planned] of plan.members.entries()) {
    const value = values[i] ?? null;
    if (!isPresent(planned.member, plan.version, values)) continue;
    const place = at + planned.offset;
    if (planned.code === TREE) search.trees.push({ at: place, path: [...search.path, i] });
    if (planned.code === BYTE_ARRAY) {
      search.found.push({ at: place, to: 'byte array' });
      continue;
    }
    const count = elementCount(planned.member, values);
    const size = sizeOf(planned, values);
    if (count === 0 || size === 0) continue;
    if (search.loading && (planned.flags & VMS.ALLOC) !== 0) continue;
    if ((planned.flags & VMS.POINTER) !== 0) search.found.push({ at: place, to: 'elements' });
    if (planned.code !== STRUCT || (planned.flags & VMS.ARRAY_OF_POINTER) !== 0) continue;
    search.path.push(i);
    enter(search, planned, value, place);
    search.path.pop();
  }
  plan.subsections.forEach((inner, k) => {
    const own = values[plan.members.length + k];
    const subsection = plan.shape.subsections?.[k];
    if (subsection === undefined || !Array.isArray(own) || !isNeeded(subsection, values)) return;
    search.path.push(plan.members.length + k);
    walk(search, inner, own, at);
    search.path.pop();
  });
}

function sizeOf({ flags, code, member, elementSize }: MemberPlan, values: readonly Value[]): number {
  if ((flags & VMS.ARRAY_OF_POINTER) !== 0) return 1;
  return code === VARYING_BYTES || code === BITMAP ? bufferLength(member.element, values) : elementSize;
}

function enter(search: Search, { struct, flags, single, elementSize }: MemberPlan, value: Value, place: number): void {
  const first = (flags & VMS.POINTER) === 0 ? place : readPointer(search.memory, place);
  if (struct === null || !Array.isArray(value) || typeof first !== 'number') return;
  if (single) {
    walk(search, struct, value, first);
    return;
  }
  value.forEach((own, i) => {
    if (!Array.isArray(own)) return;
    search.path.push(i);
    walk(search, struct, own, first + i * elementSize);
    search.path.pop();
  });
}
