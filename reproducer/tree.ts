import { isContainer, TMP, UNUSED } from '../layout/codes.ts';
import type { MemberPlan, StructPlan } from '../layout/plan.ts';
import { checkedType, widthOf, type Scalar } from '../vmstate/info.ts';
import { copiesIn, type Element, type Rooms } from '../vmstate/model/model.ts';
import { camelCase, createNames } from './names.ts';

/** A description of an object, or of a part of one, and its names in C. */
export interface CStruct {
  readonly plan: StructPlan;
  /** The type of the object: a subsection describes a part of its struct's. */
  readonly type: string;
  /** Names its functions. */
  readonly name: string;
  /** The VMStateDescription: a variable, or for the objects of a tree an element of one. */
  readonly table: string;
  /** Of a tree's values: the description of its keys, if they are objects; both are elements of one array. */
  readonly keys: CStruct | null;
  /** One for each member of the plan, in its order. */
  readonly members: readonly CMember[];
  readonly subsections: readonly CStruct[];
  readonly isSubsection: boolean;
  /** Of a subsection: the member that decides whether it is needed; null: always. */
  readonly needed: string | null;
  /** Of an element of a list: the member that links it. */
  readonly link: CLink | null;
  /** Of a temporary object. */
  readonly parent: CParent | null;
}

export interface CLink {
  readonly name: string;
  readonly list: ListMacro;
}

/** Prefix of a list's macros (include/qemu/queue.h). */
export type ListMacro = 'QTAILQ' | 'QLIST';

/** A temporary object's parent: the member that points to it, its type, and the parent's member that keeps the state. */
export interface CParent {
  readonly pointer: string;
  readonly type: string;
  readonly kept: string;
  /** Members that are copies of members of the parent; filled when those have their names. */
  readonly copies: CCopy[];
}

/** The names of a member of a temporary object, and of the member of the parent that it is a copy of. */
export interface CCopy {
  readonly own: string;
  readonly parent: string;
}

export interface CMember {
  readonly planned: MemberPlan;
  readonly name: string;
  /** The type of an element; of one byte of it for a buffer, of a word for a bitmap. */
  readonly type: string;
  /** Of structs, tmps, the elements of lists, the values of trees. */
  readonly inner: CStruct | null;
  /** Capacity of an array inside the struct, in elements. */
  readonly room: number;
  /** The field_exists function. */
  readonly exists: string | null;
}

/** Every description of a layout with its names; an inner one stands before those that refer to it, the device last. */
export function cStructs(plan: StructPlan, rooms: Rooms): { readonly root: CStruct; readonly all: readonly CStruct[] } {
  const context = { rooms, nameOf: createNames(), typeOf: createNames(), testOf: createNames(), structs: [] };
  return { root: objectOf(context, plan, null), all: context.structs };
}

interface Context {
  readonly rooms: Rooms;
  readonly nameOf: (name: string) => string;
  readonly typeOf: (name: string) => string;
  readonly testOf: (name: string) => string;
  /** Filled with every description. */
  readonly structs: CStruct[];
}

/** An object whose descriptions are being named. */
interface Owner {
  readonly type: string;
  readonly memberOf: (name: string) => string;
}

/** What an object has in addition to the members of its plan. */
type Extra =
  | { readonly kind: 'link'; readonly list: ListMacro }
  | { readonly kind: 'parent'; readonly type: string; readonly kept: string }
  /** No member, but its description is an element of its tree's array. */
  | { readonly kind: 'node'; readonly table: string; readonly keys: CStruct | null }
  | null;

/** A description whose members and subsections are still to be named. */
type Unfinished = Omit<CStruct, 'type' | 'members' | 'subsections'>;

function objectOf(context: Context, plan: StructPlan, extra: Extra): CStruct {
  // The prefix keeps clear of QEMU's own names.
  const name = context.nameOf(`case_${plan.shape.name}`);
  const owner = { type: context.typeOf(camelCase(name)), memberOf: createNames() };
  const link = extra?.kind === 'link' ? { name: owner.memberOf('next'), list: extra.list } : null;
  const parent =
    extra?.kind === 'parent'
      ? { pointer: owner.memberOf('parent'), type: extra.type, kept: extra.kept, copies: [] }
      : null;
  const { table, keys } = extra?.kind === 'node' ? extra : { table: `vmstate_${name}`, keys: null };
  return structOf(context, owner, { plan, name, table, keys, isSubsection: false, needed: null, link, parent });
}

function structOf(context: Context, owner: Owner, unfinished: Unfinished): CStruct {
  const { plan, name } = unfinished;
  const members = plan.members.map((planned) => memberOf(context, owner, name, planned));
  for (const { planned, inner } of members)
    for (const copy of copiesIn(planned.member.element))
      inner?.parent?.copies.push({
        own: nameOfMember(inner.members, copy.own),
        parent: nameOfMember(members, copy.parent),
      });
  const subsections = plan.subsections.map((inner, k) => {
    const by = plan.shape.subsections?.[k]?.needed;
    const needed = by === undefined ? null : (members[by]?.name ?? null);
    const part = context.nameOf(`case_${inner.shape.name}`);
    return structOf(context, owner, {
      plan: inner,
      name: part,
      table: `vmstate_${part}`,
      keys: null,
      isSubsection: true,
      needed,
      link: null,
      parent: null,
    });
  });
  const struct = { ...unfinished, type: owner.type, members, subsections };
  context.structs.push(struct);
  return struct;
}

function nameOfMember(members: readonly CMember[], index: number): string {
  return members[index]?.name ?? '';
}

/** A pointer that is an array of pointers without an array flag is declared as an array of one. */
function roomOf({ rooms }: Context, member: MemberPlan['member']): number {
  const { count, slots } = member;
  if (count.kind === 'one' && slots !== 'none') return 1;
  return count.kind === 'fixed' ? count.n : (rooms.get(member)?.elements ?? 0);
}

function memberOf(context: Context, owner: Owner, struct: string, planned: MemberPlan): CMember {
  const { member, code } = planned;
  const name = owner.memberOf(member.name);
  const inner =
    planned.struct === null
      ? null
      : objectOf(context, planned.struct, extraOf(context, owner, { struct, name }, planned));
  const room = roomOf(context, member);
  const exists = member.test === undefined || !member.migrated ? null : context.testOf(`exists_${struct}_${name}`);
  return {
    planned,
    name,
    type: isContainer(code) ? cType(member.element) : (inner?.type ?? cType(member.element)),
    inner,
    room,
    exists,
  };
}

function extraOf(
  context: Context,
  owner: Owner,
  { struct, name }: { readonly struct: string; readonly name: string },
  { member, code, key }: MemberPlan,
): Extra {
  const list = listOf(member.element);
  if (list !== null) return { kind: 'link', list };
  if (code === TMP) return { kind: 'parent', type: owner.type, kept: name };
  if (key === null) return null;
  const table = `vmstate_${context.nameOf(`${struct}_${name}_node`)}`;
  return {
    kind: 'node',
    table: `${table}[0]`,
    keys: objectOf(context, key, { kind: 'node', table: `${table}[1]`, keys: null }),
  };
}

function cType(element: Element): string {
  if (element.kind === 'bitmap') return 'unsigned long';
  if (element.kind === 'timer') return 'QEMUTimer';
  if (element.kind === 'tree') return 'GTree';
  if (element.kind === 'bytearray') return 'GByteArray';
  const type = scalarOf(element);
  if (type === null) return 'uint8_t';
  if (type === 'cpudouble') return 'uint64_t';
  return type === 'bool' ? 'bool' : `${type}_t`;
}

/** The scalar type of an element that is one value in C, or null. */
export function scalarOf(element: Element): Scalar | null {
  if (element.kind === 'scalar') return element.type;
  if (element.kind === 'failing') return 'uint8';
  return element.kind === 'checked' ? checkedType(element.info) : null;
}

/** How many integers of its type an element is: its `.size` may exceed the width of its info. 1 for all others. */
export function unitsOf({ planned }: CMember): number {
  const scalar = scalarOf(planned.member.element);
  return scalar === null ? 1 : planned.elementSize / widthOf(scalar);
}

/** In an array, elements of several units are its rows, of which the engine handles the first column. */
export function columnsOf(member: CMember): number {
  const { single, member: of } = member.planned;
  return single || of.slots !== 'none' ? 1 : unitsOf(member);
}

/** Raw bytes: the elements are ranges of one byte array, not C objects. */
export function isBytes({ planned }: CMember): boolean {
  const { kind } = planned.member.element;
  return kind === 'buffer' || kind === 'vbuffer';
}

/** The macros of a list, of which only the head lies in the struct; null for other elements. */
export function listOf(element: Element): ListMacro | null {
  if (element.kind !== 'list') return null;
  return element.list === 'qtailq' ? 'QTAILQ' : 'QLIST';
}

/** Unused bytes exist only on the wire, and a validation has no storage. */
export function hasMember({ planned }: CMember): boolean {
  return planned.code !== UNUSED;
}

/** The members of an object, including those that only subsections describe. */
export function membersOf({ members, subsections }: CStruct): CMember[] {
  return [...members, ...subsections.flatMap(membersOf)];
}
