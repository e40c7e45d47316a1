import type { Rooms } from '../../generators/layout/capacity.ts';
import { UNUSED } from '../../generators/layout/codes.ts';
import type { MemberPlan, StructPlan } from '../../generators/layout/plan.ts';
import type { Element } from '../../vmstate/model.ts';
import { camelCase, createNames } from './names.ts';

/** A struct of the layout and what it is called in C. */
export interface CStruct {
  readonly plan: StructPlan;
  readonly type: string;
  /** The VMStateDescription. */
  readonly table: string;
  /** The function that compares two of them. */
  readonly check: string;
  /** One for each member of the plan, in its order. */
  readonly members: readonly CMember[];
  /** It lies in memory that the load allocates: what no field describes there is nobody's. */
  readonly fresh: boolean;
}

export interface CMember {
  readonly planned: MemberPlan;
  readonly name: string;
  /** The type of an element; of one byte of it for a buffer. */
  readonly type: string;
  readonly inner: CStruct | null;
  /** Elements that the struct itself has room for, where it holds an array. */
  readonly room: number;
}

interface Context {
  readonly rooms: Rooms;
  readonly nameOf: (name: string) => string;
  /** Filled with every struct, the inner ones first, as C wants them. */
  readonly structs: CStruct[];
}

/** Every struct of a layout with its names; an inner struct stands before those that hold it, the device last. */
export function cStructs(plan: StructPlan, rooms: Rooms): { readonly root: CStruct; readonly all: readonly CStruct[] } {
  const structs: CStruct[] = [];
  const root = structOf({ rooms, nameOf: createNames(), structs }, plan, false);
  return { root, all: structs };
}

function structOf(context: Context, plan: StructPlan, fresh: boolean): CStruct {
  const memberName = createNames();
  const members = plan.members.map((planned): CMember => {
    const { member, struct } = planned;
    const allocated = planned.carried && (member.storage === 'allocated' || member.slots === 'allocated');
    const inner = struct === null ? null : structOf(context, struct, fresh || allocated);
    const room = member.count.kind === 'fixed' ? member.count.n : (context.rooms.get(member)?.elements ?? 0);
    return { planned, name: memberName(member.name), type: inner?.type ?? cType(member.element), inner, room };
  });
  // The prefix keeps clear of QEMU's own names.
  const name = context.nameOf(`case_${plan.shape.name}`);
  const struct: CStruct = { plan, type: camelCase(name), table: `vmstate_${name}`, check: `check_${name}`, members, fresh };
  context.structs.push(struct);
  return struct;
}

function cType(element: Element): string {
  if (element.kind !== 'scalar') return 'uint8_t';
  return element.type === 'bool' ? 'bool' : `${element.type}_t`;
}

/** Raw bytes: their elements are not C objects but stretches of an array of bytes. */
export function isBytes({ planned }: CMember): boolean {
  const { kind } = planned.member.element;
  return kind === 'buffer' || kind === 'vbuffer';
}

/** Unused bytes are on the wire only. */
export function hasMember({ planned }: CMember): boolean {
  return planned.code !== UNUSED;
}
