import type { Member } from '../../vmstate/model/model.ts';
import type { LoadKind } from '../messages/load-templates.ts';
import { undefinedAt, type Field, type Load } from './state.ts';

/**
 * The largest requests to which an answer is given. Beyond, whether g_malloc
 * aborts the process is the host's affair, not the engine's; and a few of them
 * make a response too long for a line.
 */
export const MOST: Most = { elements: 1 << 17, bytes: 1 << 22 };

/** How much one field of a load may ask for; beyond, the load is undefined. */
export interface Most {
  readonly elements: number;
  readonly bytes: number;
}

/** Whether an element takes no memory at all; a slot always does. */
export function isEmptyElement(member: Member, length: number): boolean {
  return member.slots === 'none' && bytesOf(member, length) === 0;
}

/** An element's size in bytes where a model knows it, otherwise `unknown`. */
function bytesOf({ element }: Member, length: number, unknown = 8): number {
  return element.kind === 'vbuffer' || element.kind === 'bitmap'
    ? length
    : element.kind === 'buffer'
      ? element.size
      : unknown;
}

/**
 * Whether a load allocates the field's memory anew: never for no bytes, when
 * the old pointer stays (vmstate.c:vmstate_handle_alloc, 10.2 and 11.1).
 */
export function isAllocated(member: Member, count: number, length: number): boolean {
  return member.storage === 'allocated' && count !== 0 && !isEmptyElement(member, length);
}

/** More than any host has: from here on no allocation succeeds. */
const BEYOND_MEMORY = 2 ** 63;

/** Why a field cannot be loaded, and what is said of it; null: that depends on the size of an element. */
export interface SizeProblem {
  readonly why: string;
  readonly said: LoadKind | null;
}

/**
 * Since 11.2 a load is refused at a size that does not fit 64 bits and at
 * memory that cannot be had (vmstate.c: vmstate_size, vmstate_handle_alloc);
 * undefined: it goes on. What a host may or may not have `checkAllocation`
 * leaves undefined.
 */
export function sizeProblem(member: Member, count: number, length: number): SizeProblem | undefined {
  const { kind } = member.element;
  if (kind === 'vbuffer' && length === Infinity)
    return { why: 'a size that does not fit 64 bits', said: 'size overflow' };
  if (!isAllocated(member, count, length)) return undefined;
  // Of most elements only the layout knows the size; it is not 0.
  const isKnown = kind === 'vbuffer' || kind === 'buffer';
  const least = (isKnown ? bytesOf(member, length) : 1) * count;
  if (least < BEYOND_MEMORY) return undefined;
  const overflows = least >= 2 ** 64;
  const said = overflows ? 'allocation overflow' : isKnown ? 'allocation' : null;
  return { why: `an allocation of ${count} elements`, said };
}

/** Counts the allocation, and ends the load as undefined unless it has one outcome on every host. */
export function checkAllocation(load: Load, { member, count, length, depth }: Field): void {
  // The size is computed in unsigned host words: below zero is almost all memory there is.
  if (count < 0 || length < 0) undefinedAt(load, depth, `an allocation of ${count} elements of ${length} bytes`);
  if (member.slots !== 'none') undefinedAt(load, depth, 'slots that an allocation leaves uninitialised');
  if (count > load.most.elements || bytesOf(member, length) * count > load.most.bytes) {
    undefinedAt(load, depth, `an allocation of ${count} elements, which a host may refuse`);
  }
  load.allocated += bytesOf(member, length, 1) * count;
}
