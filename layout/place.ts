import { VMS } from '../vmstate/host/flags.ts';
import type { Draw } from '../random/draw.ts';
import { varies } from './capacity.ts';
import { BYTES, isContainer, isList, QTAILQ, TIMER, UNUSED, VARYING_BYTES } from './codes.ts';
import type { Draft, StructFraming, PlanContext, PlanDraft } from './plan.ts';

/** A buffer that is reused for each struct. */
const order: number[] = [];

/**
 * Sets the offsets of all members of an object, in random order with random padding, and
 * the size of the object. `drafts` are the members of the struct and of its subsections.
 */
export function place(
  { draw, abi, rooms }: PlanContext,
  plan: PlanDraft,
  drafts: readonly Draft[],
  { lead, linked }: StructFraming,
): void {
  const n = drafts.length + (linked ? 1 : 0);
  for (let i = 0; i < n; i++) {
    // An inside-out shuffle: the order of members is independent of the order of fields.
    const j = draw.below(i + 1);
    order[i] = order[j] ?? i;
    order[j] = i;
  }
  const start = lead + drawPadding(draw);
  let cursor = start;
  let align = lead === 0 && !linked ? 1 : abi.pointerSize;
  for (let k = 0; k < n; k++) {
    const draft = drafts[order[k] ?? 0];
    if (draft === undefined) {
      // The index after the members is the link.
      plan.linkOffset = roundUp(cursor, abi.pointerSize);
      cursor = plan.linkOffset + 2 * abi.pointerSize + drawPadding(draw);
      continue;
    }
    if (draft.copied && draft.code > align) align = draft.code;
    if (draft.code === UNUSED || draft.copied) continue;
    const { member, code, flags, struct } = draft;
    const { count } = member;
    const room = varies(member) ? rooms.get(member) : undefined;
    const size =
      code < BYTES
        ? drawStride(draw, draft)
        : struct !== null
          ? struct.size
          : code === VARYING_BYTES
            ? (room?.bytes ?? 0)
            : code === TIMER
              ? drawTimerSize(draw)
              : member.element.kind === 'buffer'
                ? member.element.size
                : 0;
    draft.elementSize = size;
    const slot = (flags & (VMS.POINTER | VMS.ARRAY_OF_POINTER)) !== 0 || isList(code) || isContainer(code);
    const alignment = slot
      ? abi.pointerSize
      : code < 16
        ? code
        : code === TIMER
          ? TIMER_ALIGNMENT
          : struct !== null
            ? struct.align
            : 1;
    if (alignment > align) align = alignment;
    const offset = roundUp(cursor, alignment);
    draft.offset = offset;
    const elements =
      code === QTAILQ
        ? 2
        : draft.single || (flags & VMS.POINTER) !== 0
          ? 1
          : count.kind === 'fixed'
            ? count.n
            : (room?.elements ?? 0);
    cursor = offset + (slot ? abi.pointerSize : size) * elements + drawPadding(draw);
  }
  // An empty struct still has a size: C has no objects of size 0.
  plan.size = roundUp(Math.max(cursor, 1), align);
  plan.align = align;
  plan.lead = start;
}

/**
 * Sets the offsets of what a temporary object copies from members of its parent: between its pointer to
 * the parent and what the parent keeps for it. Returns where that may begin.
 */
export function placeCopies(drafts: readonly Draft[], pointerSize: number): number {
  let cursor = pointerSize;
  for (const draft of drafts) {
    if (!draft.copied) continue;
    draft.offset = roundUp(cursor, draft.code);
    draft.elementSize = draft.code;
    cursor = draft.offset + draft.code;
  }
  return roundUp(cursor, pointerSize);
}

const TIMER_ALIGNMENT = 8;

/** The size of a QEMUTimer depends on the release; only its expiry is accessed. */
function drawTimerSize(draw: Draw): number {
  return TIMER_ALIGNMENT * draw.between(1, 6);
}

/** Usually the width of the integer; a larger `.size` is the distance between its elements. */
function drawStride(draw: Draw, { code, flags }: Draft): number {
  const plain = (flags & VMS.ARRAY_OF_POINTER) === 0 || (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0;
  return plain && code !== UNUSED && draw.chance(3) ? code * draw.between(2, 3) : code;
}

function drawPadding(draw: Draw): number {
  const bits = draw.bits();
  // Usually none, as from a compiler; sometimes there are members that no field describes.
  return (bits & 3) !== 0 ? 0 : (bits >>> 4) % 21;
}

function roundUp(n: number, to: number): number {
  return (n + to - 1) & -to;
}
