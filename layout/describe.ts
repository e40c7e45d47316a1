import type { CopiedRange, FieldExists, VMStateDescription, VMStateField } from '../vmstate/host/description.ts';
import { traitsOf } from '../vmstate/dialect.ts';
import { VMS } from '../vmstate/host/flags.ts';
import { widthOf, type Width } from '../vmstate/info.ts';
import { numberType, type StructShape, type Test } from '../vmstate/model/model.ts';
import { BYTE_ARRAY, STRUCT, TIMER, TMP } from './codes.ts';
import { infoOf } from '../vmstate/forms/flags-of-member.ts';
import type { Draft, PlanContext, PlanDraft, StructPlan } from './plan.ts';
import { readBy } from './presets.ts';

/** The description of a struct; for a subsection `needed` is the offset of the byte that decides whether it is needed. */
export function describeStruct(
  shape: StructShape,
  fields: VMStateField[],
  inner: readonly StructPlan[],
  needed: number | undefined,
): VMStateDescription {
  const { name, version, minimumVersion, hooks } = shape;
  const subsections = shape.subsections === undefined ? undefined : inner.map(({ description }) => description);
  // All properties in every description, absent or not, so that all have one hidden class in V8.
  return {
    name,
    version_id: version,
    minimum_version_id: minimumVersion,
    fields,
    hooks,
    subsections,
    needed,
    tmp: undefined,
  };
}

/** The fields, once all siblings have offsets; records the siblings that a load reads before it loads them. */
export function describeFields(context: PlanContext, plan: PlanDraft): VMStateField[] {
  const fields: VMStateField[] = [];
  const { members } = plan;
  for (let i = 0; i < members.length; i++) {
    const draft = members[i];
    if (draft === undefined) continue;
    const { member } = draft;
    const { count, element } = member;
    const counter = count.kind === 'counted' ? readBy(plan, count.by, i) : 0;
    const sizer = element.kind === 'vbuffer' || element.kind === 'bitmap' ? readBy(plan, element.sizedBy, i) : 0;
    const exists = member.test === undefined ? undefined : existsBy(plan, member.test, i);
    if (draft.code === TMP) completeTmp(plan, draft, i);
    if (!member.migrated) continue;
    const struct = draft.struct === null ? null : draft.struct.description;
    fields.push({
      name: member.name,
      offset: draft.code === TMP ? 0 : draft.offset,
      size: declaredSize(context, draft),
      num: count.kind === 'fixed' ? count.n : count.kind === 'counted' ? (count.multiply ?? 0) : 0,
      num_offset: counter,
      size_offset: sizer,
      num_width: count.kind === 'counted' ? widthAt(plan, count.by) : undefined,
      size_width: element.kind === 'vbuffer' || element.kind === 'bitmap' ? widthAt(plan, element.sizedBy) : undefined,
      flags: draft.flags,
      version_id: member.version,
      info: infoOf(element),
      vmsd: struct,
      field_exists: exists,
      struct_version_id: element.kind === 'struct' ? element.version : undefined,
      start: startOf(draft),
      key_vmsd: draft.key?.description,
      results: element.kind === 'failing' ? element.results : undefined,
    });
  }
  return fields;
}

/** Width of the integer in member `by`. */
function widthAt({ members }: PlanDraft, by: number): Width | undefined {
  const sibling = members[by];
  const type = sibling === undefined ? null : numberType(sibling.member.element);
  return type === null ? undefined : widthOf(type);
}

/** For a list: the offset of the link in an element; for a tree: the size of a key. */
function startOf({ member: { element }, struct, key }: Draft): number | undefined {
  if (element.kind === 'list') return struct?.linkOffset ?? 0;
  return key?.size;
}

function existsBy(plan: PlanDraft, test: Test, reader: number): FieldExists {
  return test.kind === 'version'
    ? { kind: 'version', from: test.from }
    : { kind: 'byte', offset: readBy(plan, test.by, reader) };
}

/** The offsets in the parent of the bytes of a temporary object are known only now. */
function completeTmp(plan: PlanDraft, draft: Draft, i: number): void {
  const { struct, offset } = draft;
  if (struct === null) return;
  const { lead, size, description } = struct;
  const copies = copiedRanges(plan, struct, i);
  const tmp = { parent: offset + lead, tmp: lead, length: size - lead, ...(copies.length === 0 ? {} : { copies }) };
  draft.struct = { ...struct, description: { ...description, tmp } };
}

/** What the object reads before it is loaded, it gets from its parent, which may not have loaded it by then. */
function copiedRanges(plan: PlanDraft, { members }: StructPlan, i: number): CopiedRange[] {
  const ranges: CopiedRange[] = [];
  for (const { member, copied, offset, code, preset } of members) {
    const { copyOf } = member;
    if (!copied || copyOf === undefined) continue;
    const parent = preset ? readBy(plan, copyOf, i) : (plan.members[copyOf]?.offset ?? 0);
    ranges.push({ parent, tmp: offset, length: code });
  }
  return ranges;
}

/** `.size` as the macros set it: the size of the element, the factor of a VBUFFER, or a pointer size. */
function declaredSize({ abi, dialect }: PlanContext, { member, flags, code, single, elementSize }: Draft): number {
  const { element } = member;
  if ((flags & VMS.ARRAY_OF_POINTER) !== 0 && (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) === 0)
    return traitsOf(dialect).pointerStride ? 0 : abi.pointerSize;
  if (element.kind === 'vbuffer') return element.multiply ?? 0;
  if (element.kind === 'unused') return element.size;
  // sizeof(GByteArray): a pointer and an int.
  if (code === BYTE_ARRAY) return 2 * abi.pointerSize;
  // VMSTATE_STRUCT_POINTER and VMSTATE_TIMER_PTR set the pointer size; only a nonzero value matters.
  if ((code === STRUCT || code === TIMER) && (flags & (VMS.POINTER | VMS.ALLOC)) === VMS.POINTER && single)
    return abi.pointerSize;
  return elementSize;
}
