import type { Abi } from '../../vmstate/abi.ts';
import type { VMStateDescription, VMStateField } from '../../vmstate/description.ts';
import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import { widthOf } from '../../vmstate/info.ts';
import { isCarried, type Member, type StructShape, type Value } from '../../vmstate/model.ts';
import { countersOf } from '../counters.ts';
import type { Draw } from '../draw.ts';
import { hasRooms, measureRooms, type Room, type Rooms } from './capacity.ts';
import { flagsOf, infoOf } from './flags.ts';

/** Where one member lies in its struct. */
export interface MemberPlan {
  readonly member: Member;
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
  readonly members: readonly MemberPlan[];
  readonly description: VMStateDescription;
}

export interface PlanContext {
  readonly draw: Draw;
  readonly dialect: Dialect;
  readonly abi: Abi;
}

/** Lays out a whole model: random member order, legal offsets, random padding. */
export function planLayout(context: PlanContext, shape: StructShape, values: readonly Value[], rooms: Rooms): StructPlan {
  if (hasRooms(shape)) measureRooms(shape, values, rooms);
  return planStruct(context, shape, rooms);
}

function planStruct(context: PlanContext, shape: StructShape, rooms: Rooms): StructPlan {
  const { draw } = context;
  const { members } = shape;
  const n = members.length;
  const inner: (StructPlan | null)[] = [];
  const order: number[] = [];
  for (let i = 0; i < n; i++) {
    const element = members[i]?.element;
    inner.push(element?.kind === 'struct' ? planStruct(context, element.struct, rooms) : null);
    // An inside-out shuffle: member order has nothing to do with field order.
    const j = draw.below(i + 1);
    order.push(order[j] ?? i);
    order[j] = i;
  }
  const offsets = new Array<number>(n).fill(0);
  const sizes = new Array<number>(n).fill(0);
  let cursor = drawPadding(draw);
  let align = 1;
  for (const i of order) {
    const member = members[i];
    if (member === undefined || member.element.kind === 'unused') continue;
    const struct = inner[i] ?? null;
    const room = rooms.get(member);
    sizes[i] = hostSize(member, struct, room);
    const slot = isSlot(member) ? context.abi.pointerSize : 0;
    const alignment = slot > 0 ? slot : alignmentOf(member, struct);
    if (alignment > align) align = alignment;
    const offset = roundUp(cursor, alignment);
    offsets[i] = offset;
    const stride = slot > 0 ? slot : (sizes[i] ?? 0);
    const elements = member.storage === 'embedded' ? capacity(member, room) : 1;
    cursor = offset + stride * elements + drawPadding(draw);
  }
  const counters = countersOf(shape);
  const plans: MemberPlan[] = [];
  const fields: VMStateField[] = [];
  for (let i = 0; i < n; i++) {
    const member = members[i];
    if (member === undefined) continue;
    const plan = { member, offset: offsets[i] ?? 0, elementSize: sizes[i] ?? 0, carried: isCarried(member, shape.version), preset: counters?.[i]?.preset === true, struct: inner[i] ?? null };
    plans.push(plan);
    if (member.migrated) fields.push(describe(context, plan, offsets));
  }
  const { name, version, minimumVersion } = shape;
  const description = { name, version_id: version, minimum_version_id: minimumVersion, fields };
  // A struct of nothing still has a size: C has no objects without one.
  return { shape, size: roundUp(Math.max(cursor, 1), align), align, members: plans, description };
}

function describe(context: PlanContext, plan: MemberPlan, offsets: readonly number[]): VMStateField {
  const { member, struct } = plan;
  const { count, element } = member;
  return {
    name: member.name,
    offset: plan.offset,
    size: declaredSize(context, plan),
    num: count.kind === 'fixed' ? count.n : count.kind === 'counted' ? (count.multiply ?? 0) : 0,
    num_offset: count.kind === 'counted' ? (offsets[count.by] ?? 0) : 0,
    size_offset: element.kind === 'vbuffer' ? (offsets[element.sizedBy] ?? 0) : 0,
    flags: flagsOf(member),
    version_id: member.version,
    info: infoOf(element),
    vmsd: struct === null ? null : struct.description,
  };
}

/** `.size` as the macros set it: of the element, the factor of a VBUFFER, or about the pointer. */
function declaredSize({ abi, dialect }: PlanContext, { member, elementSize }: MemberPlan): number {
  const { element, slots } = member;
  if (slots === 'nullable') return traitsOf(dialect).pointerStride ? 0 : abi.pointerSize;
  if (element.kind === 'vbuffer') return element.multiply ?? 0;
  if (element.kind === 'unused') return element.size;
  // VMSTATE_STRUCT_POINTER says the pointer's size; it matters only that it is not 0.
  if (element.kind === 'struct' && member.storage === 'pointer' && member.count.kind === 'one') return abi.pointerSize;
  return elementSize;
}

/** True when the member itself is a pointer, or an array of them. */
function isSlot(member: Member): boolean {
  return member.storage !== 'embedded' || member.slots !== 'none';
}

function capacity(member: Member, room: Room | undefined): number {
  const { count } = member;
  return count.kind === 'one' ? 1 : count.kind === 'fixed' ? count.n : (room?.elements ?? 0);
}

function hostSize({ element }: Member, struct: StructPlan | null, room: Room | undefined): number {
  switch (element.kind) {
    case 'scalar':
      return widthOf(element.type);
    case 'buffer':
      return element.size;
    case 'vbuffer':
      return room?.bytes ?? 0;
    case 'unused':
      return 0;
    case 'struct':
      return struct?.size ?? 0;
  }
}

function alignmentOf({ element }: Member, struct: StructPlan | null): number {
  return element.kind === 'scalar' ? widthOf(element.type) : element.kind === 'struct' ? (struct?.align ?? 1) : 1;
}

function drawPadding(draw: Draw): number {
  const bits = draw.bits();
  // Mostly none, as compilers do; sometimes members that nobody describes lie between.
  return (bits & 3) !== 0 ? 0 : (bits >>> 4) % 21;
}

function roundUp(n: number, to: number): number {
  return (n + to - 1) & -to;
}
