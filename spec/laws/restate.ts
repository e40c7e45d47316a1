import {
  isCarried,
  type Member,
  type Model,
  type StructShape,
  type StructValue,
  type Value,
} from '../../vmstate/model/model.ts';

/** A member said in another way, with siblings that it needs, or null where there is no other way. */
type Restating = (member: Member, index: number, values: StructValue) => Change | null;

interface Change {
  readonly member: Member;
  /** A member to add at the end of the struct. */
  readonly sibling?: { readonly member: Member; readonly value: Value };
}

/** Restates the outermost struct's members; null when nothing changed. */
function restate(model: Model, change: Restating): Model | null {
  const members = model.shape.members.slice();
  const values = model.values.slice();
  let changed = false;
  for (const [i, old] of model.shape.members.entries()) {
    const next = change(old, members.length, model.values);
    if (next === null) continue;
    changed = true;
    members[i] = next.member;
    if (next.sibling === undefined) continue;
    // The values of the subsections stay behind those of the members.
    values.splice(members.length, 0, next.sibling.value);
    members.push(next.sibling.member);
  }
  return changed ? { shape: { ...model.shape, members }, values } : null;
}

/** What lies in the struct lies behind a pointer, and the other way round. */
export function asPointers(model: Model): Model | null {
  return restate(model, (member) => {
    if (!movable.has(member.element.kind) || isRead(model.shape, member)) return null;
    return { member: { ...member, storage: member.storage === 'embedded' ? 'pointer' : 'embedded' } };
  });
}

/** What can be embedded or behind a pointer as one likes. */
const movable: ReadonlySet<Member['element']['kind']> = new Set([
  'scalar',
  'checked',
  'timer',
  'buffer',
  'vbuffer',
  'struct',
]);

/** True when a count, a size, a test or a subsection reads the member: it must stay where it is. */
function isRead({ members, subsections = [] }: StructShape, member: Member): boolean {
  const i = members.indexOf(member);
  return members.some((reader) => readsOf(reader).includes(i)) || subsections.some(({ needed }) => needed === i);
}

/** The siblings that a member reads. */
function readsOf({ count, element, test }: Member): number[] {
  const reads: number[] = [];
  if (count.kind === 'counted') reads.push(count.by);
  if (element.kind === 'vbuffer' || element.kind === 'bitmap') reads.push(element.sizedBy);
  if (test?.kind === 'sibling') reads.push(test.by);
  return reads;
}

/** Arrays of fixed length take their count from a hidden sibling. */
export function asVarrays(model: Model): Model | null {
  return restate(model, (member, index) => {
    const { count } = member;
    if (count.kind !== 'fixed') return null;
    const sibling: Member = {
      name: `count_of_${member.name}`,
      version: 0,
      migrated: false,
      element: { kind: 'scalar', type: 'uint32' },
      count: { kind: 'one' },
      storage: 'embedded',
      slots: 'none',
    };
    return {
      member: { ...member, count: { kind: 'counted', by: index, type: 'uint32', multiply: null } },
      sibling: { member: sibling, value: count.n },
    };
  });
}

/** Arrays of pointers without a NULL become plain arrays. */
export function asPlainArrays(model: Model): Model | null {
  return restate(model, (member, _, values) => {
    const value = values[model.shape.members.indexOf(member)];
    if (member.slots !== 'nullable' || !Array.isArray(value) || value.includes(null)) return null;
    return { member: { ...member, slots: 'none' } };
  });
}

/** Single structs give way to their members. */
export function asFlat({ shape, values }: Model): Model | null {
  const members: Member[] = [];
  const flat: StructValue = [];
  const places: number[] = [];
  let changed = false;
  for (const [i, member] of shape.members.entries()) {
    places.push(members.length);
    const value = values[i] ?? null;
    const { element, count } = member;
    if (element.kind !== 'struct' || count.kind !== 'one' || !Array.isArray(value) || !isFlat(member, element, shape)) {
      members.push(member);
      flat.push(value);
      continue;
    }
    changed = true;
    const base = members.length;
    element.struct.members.forEach((inner, j) => {
      members.push(flattened(inner, base, element.struct, shape, member.name));
      flat.push(value[j] ?? null);
    });
  }
  if (!changed) return null;
  // References of the outer members go to where their siblings are now; inner ones are in place already.
  const outer = new Set(shape.members);
  const moved = members.map((member) => (outer.has(member) ? renumbered(member, (by) => places[by] ?? 0) : member));
  const subsections = shape.subsections?.map(({ struct, needed }) => ({
    struct,
    needed: needed === undefined ? undefined : (places[needed] ?? 0),
  }));
  return { shape: { ...shape, members: moved, subsections }, values: [...flat, ...values.slice(shape.members.length)] };
}

/** Whether the struct is nothing but its members: no version of its own decides, no hook, no subsection, no test of the version. */
function isFlat(
  member: Member,
  { struct, version }: Extract<Member['element'], { kind: 'struct' }>,
  outer: StructShape,
): boolean {
  if (member.test !== undefined || !isCarried(member, outer.version) || version !== undefined) return false;
  if (struct.hooks !== undefined || (struct.subsections ?? []).length > 0) return false;
  return struct.members.every(
    ({ test, mustExist, element }) =>
      test?.kind !== 'version' &&
      mustExist !== true &&
      element.kind !== 'list' &&
      element.kind !== 'tree' &&
      element.kind !== 'tmp',
  );
}

function flattened(inner: Member, base: number, struct: StructShape, outer: StructShape, prefix: string): Member {
  const carried = isCarried(inner, struct.version);
  const version = carried ? 0 : outer.version + 1;
  return { ...renumbered(inner, (by) => base + by), name: `${prefix}_${inner.name}`, version };
}

function renumbered(member: Member, place: (by: number) => number): Member {
  const { count, element, test } = member;
  return {
    ...member,
    count: count.kind === 'counted' ? { ...count, by: place(count.by) } : count,
    element:
      element.kind === 'vbuffer' || element.kind === 'bitmap'
        ? { ...element, sizedBy: place(element.sizedBy) }
        : element,
    test: test?.kind === 'sibling' ? { kind: 'sibling', by: place(test.by) } : test,
  };
}
