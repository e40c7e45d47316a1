import type { Abi } from '../../vmstate/abi.ts';
import type { VMStateDescription, VMStateField } from '../../vmstate/description.ts';
import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import { VMS } from '../../vmstate/flags.ts';
import { isCarried, type Member, type StructShape, type StructValue, type Value } from '../../vmstate/model.ts';
import type { Draw } from '../draw.ts';
import { innerInstances, roomFor, varies, type Rooms } from './capacity.ts';
import { codeOf, STRUCT, UNUSED, VARYING_BYTES } from './codes.ts';
import { flagsOf, infoOf } from './flags.ts';

/** Where one member lies in its struct, and all that the walks over memory ask of it. */
export interface MemberPlan {
  readonly member: Member;
  /** The flag word of its field; that of a member without a field says as much about it. */
  readonly flags: number;
  /** What stores an element: see codes.ts. */
  readonly code: number;
  /** Its value is one element, not an array of them. */
  readonly single: boolean;
  readonly offset: number;
  /** Host bytes of one element where it lives (for a vbuffer inside a struct: of the longest). */
  readonly elementSize: number;
  /** The description's own version sends it. */
  readonly carried: boolean;
  /** A count that a load reads before it loads it: the destination must hold it. */
  readonly preset: boolean;
  /** Set for structs. */
  readonly struct: StructPlan | null;
}

/** How one struct lies in memory, and the description that says so. */
export interface StructPlan {
  readonly shape: StructShape;
  readonly size: number;
  readonly align: number;
  /** A load allocates something of it. */
  readonly allocates: boolean;
  readonly members: readonly MemberPlan[];
  readonly description: VMStateDescription;
}

export interface PlanContext {
  readonly draw: Draw;
  readonly dialect: Dialect;
  readonly abi: Abi;
}

/** A plan in the making. */
type Draft = { -readonly [K in keyof MemberPlan]: MemberPlan[K] };

/** Lays out a whole model: random member order, legal offsets, random padding. */
export function planLayout(context: PlanContext, shape: StructShape, values: StructValue, rooms: Rooms): StructPlan {
  return planStruct(context, shape, [values], rooms);
}

function planStruct(context: PlanContext, shape: StructShape, instances: readonly Value[], rooms: Rooms): StructPlan {
  const { members, name, version, minimumVersion } = shape;
  const drafts = new Array<Draft>(members.length);
  let allocates = false;
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (member === undefined) continue;
    const { element } = member;
    const struct = element.kind === 'struct' ? planStruct(context, element.struct, innerInstances(member, i, instances), rooms) : null;
    const flags = flagsOf(member);
    if ((flags & (VMS.ALLOC | VMS.ARRAY_OF_POINTER_AUTO_ALLOC)) !== 0 || struct?.allocates === true) allocates = true;
    if (varies(member)) rooms.set(member, roomFor(member, i, instances));
    drafts[i] = { member, flags, code: codeOf(element), single: member.count.kind === 'one', offset: 0, elementSize: 0, carried: isCarried(member, version), preset: false, struct };
  }
  const align = place(context, drafts, rooms);
  const fields = describeAll(context, drafts);
  const description = { name, version_id: version, minimum_version_id: minimumVersion, fields };
  return { shape, size: roundUp(end, align), align, allocates, members: drafts, description };
}

/** Filled and used up within one struct: kept for the next. */
const order: number[] = [];

/** Where the struct that was placed last ends. */
let end = 0;

/** Gives every member its offset; the struct's alignment. */
function place({ draw, abi }: PlanContext, drafts: readonly Draft[], rooms: Rooms): number {
  const n = drafts.length;
  for (let i = 0; i < n; i++) {
    // An inside-out shuffle: member order has nothing to do with field order.
    const j = draw.below(i + 1);
    order[i] = order[j] ?? i;
    order[j] = i;
  }
  let cursor = drawPadding(draw);
  let align = 1;
  for (let k = 0; k < n; k++) {
    const draft = drafts[order[k] ?? 0];
    if (draft === undefined || draft.code === UNUSED) continue;
    const { member, code, flags, struct } = draft;
    const { count } = member;
    const room = varies(member) ? rooms.get(member) : undefined;
    const size = code < 16 ? code : struct !== null ? struct.size : code === VARYING_BYTES ? (room?.bytes ?? 0) : member.element.kind === 'buffer' ? member.element.size : 0;
    draft.elementSize = size;
    const slot = (flags & (VMS.POINTER | VMS.ARRAY_OF_POINTER)) !== 0;
    const alignment = slot ? abi.pointerSize : code < 16 ? code : struct !== null ? struct.align : 1;
    if (alignment > align) align = alignment;
    const offset = roundUp(cursor, alignment);
    draft.offset = offset;
    const elements = draft.single || (flags & VMS.POINTER) !== 0 ? 1 : count.kind === 'fixed' ? count.n : (room?.elements ?? 0);
    cursor = offset + (slot ? abi.pointerSize : size) * elements + drawPadding(draw);
  }
  // A struct of nothing still has a size: C has no objects without one.
  end = Math.max(cursor, 1);
  return align;
}

/** The fields, now that all siblings have their places; notes which siblings a load reads too early. */
function describeAll(context: PlanContext, drafts: readonly Draft[]): VMStateField[] {
  const fields: VMStateField[] = [];
  for (let i = 0; i < drafts.length; i++) {
    const draft = drafts[i];
    if (draft === undefined) continue;
    const { member, struct } = draft;
    const { count, element } = member;
    const counter = count.kind === 'counted' ? readBy(drafts, count.by, i) : 0;
    const sizer = element.kind === 'vbuffer' ? readBy(drafts, element.sizedBy, i) : 0;
    if (!member.migrated) continue;
    fields.push({
      name: member.name,
      offset: draft.offset,
      size: declaredSize(context, draft),
      num: count.kind === 'fixed' ? count.n : count.kind === 'counted' ? (count.multiply ?? 0) : 0,
      num_offset: counter,
      size_offset: sizer,
      flags: draft.flags,
      version_id: member.version,
      info: infoOf(element),
      vmsd: struct === null ? null : struct.description,
    });
  }
  return fields;
}

/** The offset of the sibling that member `reader` reads. */
function readBy(drafts: readonly Draft[], by: number, reader: number): number {
  const sibling = drafts[by];
  if (sibling === undefined) return 0;
  if (by > reader || !sibling.carried) sibling.preset = true;
  return sibling.offset;
}

/** `.size` as the macros set it: of the element, the factor of a VBUFFER, or about the pointer. */
function declaredSize({ abi, dialect }: PlanContext, { member, flags, code, single, elementSize }: Draft): number {
  const { element } = member;
  if ((flags & VMS.ARRAY_OF_POINTER) !== 0 && (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) === 0) return traitsOf(dialect).pointerStride ? 0 : abi.pointerSize;
  if (element.kind === 'vbuffer') return element.multiply ?? 0;
  if (element.kind === 'unused') return element.size;
  // VMSTATE_STRUCT_POINTER says the pointer's size; it matters only that it is not 0.
  if (code === STRUCT && (flags & (VMS.POINTER | VMS.ALLOC)) === VMS.POINTER && single) return abi.pointerSize;
  return elementSize;
}

function drawPadding(draw: Draw): number {
  const bits = draw.bits();
  // Mostly none, as compilers do; sometimes members that nobody describes lie between.
  return (bits & 3) !== 0 ? 0 : (bits >>> 4) % 21;
}

function roundUp(n: number, to: number): number {
  return (n + to - 1) & -to;
}
