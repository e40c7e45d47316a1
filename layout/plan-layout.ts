import type { VMStateDescription } from '../vmstate/host/description.ts';
import { VMS } from '../vmstate/host/flags.ts';
import {
  isCarried,
  type Element,
  type Member,
  type StructShape,
  type StructValue,
  type Tree,
  type Value,
} from '../vmstate/model/model.ts';
import type { Draw } from '../random/draw.ts';
import { innerInstances, roomFor, subsectionInstances, varies } from './capacity.ts';
import { codeOf, isContainer, isList } from './codes.ts';
import { describeStruct, describeFields } from './describe.ts';
import { flagsOf } from '../vmstate/forms/flags-of-member.ts';
import { place, placeCopies } from './place.ts';
import { readBy } from './presets.ts';
import type { Draft, PlanContext, PlanDraft, StructFraming, StructPlan } from './plan.ts';

const PLAIN: StructFraming = { lead: 0, linked: false };
const LINKED: StructFraming = { lead: 0, linked: true };

/** The version at which a struct is saved, and the lowest at which it can be loaded. */
type Versions = Pick<StructPlan, 'version' | 'lowest'>;

/** Lays out a whole model: random member order, legal offsets, random padding. */
export function planLayout(context: PlanContext, shape: StructShape, values: StructValue): StructPlan {
  const { version, minimumVersion: lowest } = shape;
  return planStruct(context, draftStruct(context, shape, { version, lowest }, [values]), PLAIN);
}

function planStruct(context: PlanContext, plan: PlanDraft, frame: StructFraming): StructPlan {
  // The members of subsections are placed among those of the struct.
  place(context, plan, plan.subsections === NO_PLANS ? plan.members : allMembers(plan), frame);
  complete(context, plan, undefined);
  return plan;
}

const NO_PLANS: readonly PlanDraft[] = [];
/** The draft of a struct whose members have no offsets yet. */
const UNDESCRIBED: VMStateDescription = { name: '', version_id: 0, minimum_version_id: 0, fields: [] };

function draftStruct(
  context: PlanContext,
  shape: StructShape,
  { version, lowest }: Versions,
  instances: readonly Value[],
): PlanDraft {
  const members = draftMembers(context, shape.members, version, instances);
  let allocates = false;
  for (let i = 0; i < members.length; i++) {
    const draft = members[i];
    if (draft !== undefined && mayAllocate(draft)) allocates = true;
  }
  let subsections = NO_PLANS;
  if (shape.subsections !== undefined) {
    subsections = shape.subsections.map(({ struct }, k) =>
      draftStruct(
        context,
        struct,
        { version: struct.version, lowest: struct.minimumVersion },
        subsectionInstances(members.length + k, instances),
      ),
    );
    if (subsections.some((inner) => inner.allocates)) allocates = true;
  }
  return {
    shape,
    version,
    lowest,
    size: 0,
    align: 0,
    allocates,
    members,
    subsections,
    linkOffset: 0,
    lead: 0,
    description: UNDESCRIBED,
  };
}

function mayAllocate({ flags, code, struct }: Draft): boolean {
  return (
    (flags & (VMS.ALLOC | VMS.ARRAY_OF_POINTER_AUTO_ALLOC)) !== 0 ||
    isList(code) ||
    isContainer(code) ||
    struct?.allocates === true
  );
}

function draftMembers(
  context: PlanContext,
  members: readonly Member[],
  version: number,
  instances: readonly Value[],
): Draft[] {
  const drafts = new Array<Draft>(members.length);
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (member === undefined) continue;
    const { element } = member;
    const { kind } = element;
    let struct: StructPlan | null = null;
    let key: StructPlan | null = null;
    if (kind === 'struct' || kind === 'list' || kind === 'tmp')
      struct = planInner(context, member, element, innerInstances(member, i, instances));
    else if (kind === 'tree') [key, struct] = planNode(context, member, element, innerInstances(member, i, instances));
    if (varies(member)) context.rooms.set(member, roomFor(member, i, instances));
    drafts[i] = {
      member,
      flags: drawFlags(context.draw, flagsOf(member, context.dialect)),
      code: codeOf(element),
      single: member.count.kind === 'one',
      offset: 0,
      elementSize: 0,
      carried: isSent(member, version),
      preset: kind === 'checked',
      copied: member.copyOf !== undefined,
      struct,
      key,
    };
  }
  return drafts;
}

/** Sometimes without VMS_SINGLE, which no release tests: a field without flags is one element in its struct. */
function drawFlags(draw: Draw, flags: number): number {
  return (flags & ~VMS.ARRAY_OF_POINTER) === VMS.SINGLE && draw.chance(2) ? flags & ~VMS.SINGLE : flags;
}

/** Plans the key and the value of a tree as separate objects. */
function planNode(
  context: PlanContext,
  member: Member,
  { key, value }: Tree,
  nodes: readonly Value[],
): [StructPlan | null, StructPlan] {
  const side = (struct: StructShape, at: number): StructPlan =>
    planStruct(
      context,
      draftStruct(
        context,
        struct,
        { version: struct.version, lowest: member.version },
        nodes.map((node) => (Array.isArray(node) ? (node[at] ?? null) : null)),
      ),
      PLAIN,
    );
  return [key === null ? null : side(key, 0), side(value, 1)];
}

function planInner(
  context: PlanContext,
  member: Member,
  element: Extract<Element, { kind: 'struct' | 'list' | 'tmp' }>,
  instances: readonly Value[],
): StructPlan {
  const { struct } = element;
  const behindInfo = { version: struct.version, lowest: member.version };
  switch (element.kind) {
    case 'struct': {
      const version = element.version ?? struct.version;
      return planStruct(context, draftStruct(context, struct, { version, lowest: version }, instances), PLAIN);
    }
    case 'list':
      return planStruct(context, draftStruct(context, struct, behindInfo, instances), LINKED);
    case 'tmp': {
      const draft = draftStruct(context, struct, behindInfo, instances);
      return planStruct(context, draft, { lead: placeCopies(draft.members, context.abi.pointerSize), linked: false });
    }
  }
}

/** Whether a save at this version sends a member, or can, depending on a sibling. */
function isSent(member: Member, version: number): boolean {
  const { test } = member;
  if (test === undefined) return isCarried(member, version);
  return member.migrated && (test.kind === 'sibling' || version >= test.from);
}

/** The members of a struct and of all its subsections. */
function allMembers({ members, subsections }: PlanDraft): Draft[] {
  return [...members, ...subsections.flatMap(allMembers)];
}

/** Describes a struct or subsection once all members of the object have offsets. */
function complete(context: PlanContext, plan: PlanDraft, needed: number | undefined): void {
  const { shape, subsections } = plan;
  const fields = describeFields(context, plan);
  for (let k = 0; k < subsections.length; k++) {
    const inner = subsections[k];
    if (inner === undefined) continue;
    const by = shape.subsections?.[k]?.needed;
    inner.size = plan.size;
    inner.align = plan.align;
    // A subsection is checked after all members are loaded: only members that are never loaded must be preset.
    complete(context, inner, by === undefined ? undefined : readBy(plan, by, null));
  }
  plan.description = describeStruct(shape, fields, subsections, needed);
}
