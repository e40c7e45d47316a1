import type { Abi } from '../vmstate/host/abi.ts';
import type { VMStateDescription } from '../vmstate/host/description.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { type Member, type Room, type StructShape } from '../vmstate/model/model.ts';
import type { Draw } from '../random/draw.ts';

/** The layout of a member in its struct, with everything that walks over memory need. */
export interface MemberPlan {
  readonly member: Member;
  /** The flags of its field; a member without a field has equivalent flags. */
  readonly flags: number;
  /** The kind of its elements: see codes.ts. */
  readonly code: number;
  /** Its value is one element, not an array of them. A list is single, and its value an array. */
  readonly single: boolean;
  /** For a tmp: the offset of the region with the object's bytes (the offset of its field is 0). */
  readonly offset: number;
  /** Size of one element in host memory (for a vbuffer inside a struct: of the longest). */
  readonly elementSize: number;
  /** True if a save at the plan's version sends it, or can send it, depending on a sibling. */
  readonly carried: boolean;
  /**
   * True if a load reads it, or can read it, before it is loaded: a count, a size, the
   * sibling of a test, a checked integer. The destination must have its value.
   */
  readonly preset: boolean;
  /** True in a temporary object for what is a member of the parent: nothing is stored for it. */
  readonly copied: boolean;
  /** Set for structs, tmps, the elements of lists and the values of trees. */
  readonly struct: StructPlan | null;
  /** Set for the keys of trees, unless they are integers. */
  readonly key: StructPlan | null;
}

/** The memory layout of a struct, and its description. */
export interface StructPlan {
  readonly shape: StructShape;
  /** The version at which it is saved. */
  readonly version: number;
  /** The lowest version at which it can be loaded. */
  readonly lowest: number;
  /** Of the whole object; for a subsection, that of its struct. */
  readonly size: number;
  readonly align: number;
  /** True if a load allocates part of it. */
  readonly allocates: boolean;
  readonly members: readonly MemberPlan[];
  /** In the order of the shape; their members are in the same object. */
  readonly subsections: readonly StructPlan[];
  /** For an element of a list: the offset of its link; otherwise 0. */
  readonly linkOffset: number;
  /** For a tmp: the offset of its members, after the pointer to the parent. */
  readonly lead: number;
  readonly description: VMStateDescription;
}

export interface PlanContext {
  readonly draw: Draw;
  readonly dialect: Dialect;
  readonly abi: Abi;
  /** Filled during planning: room reserved for members of variable length. */
  readonly rooms: Map<Member, Room>;
}

/** The parts of a struct other than its members. */
export interface StructFraming {
  /** Number of bytes before the members. */
  readonly lead: number;
  /** True if it contains the two words of a list link. */
  readonly linked: boolean;
}

/** A member's plan under construction. */
export type Draft = { -readonly [K in keyof MemberPlan]: MemberPlan[K] };

/** The plan of a struct or subsection under construction: its members may have no offsets yet. */
export type PlanDraft = { -readonly [K in keyof Omit<StructPlan, 'members' | 'subsections'>]: StructPlan[K] } & {
  readonly members: readonly Draft[];
  readonly subsections: readonly PlanDraft[];
};
