import {
  isCarried,
  movedCopies,
  type Member,
  type Model,
  type StructShape,
  type StructValue,
} from '../../vmstate/model/model.ts';

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
      members.push(flattened(inner, { base, struct: element.struct, outer: shape, prefix: member.name }));
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

/** Where the members of a struct go. */
interface Place {
  /** The index of the first of them. */
  readonly base: number;
  readonly struct: StructShape;
  readonly outer: StructShape;
  /** The name of the member that held the struct. */
  readonly prefix: string;
}

function flattened(inner: Member, { base, struct, outer, prefix }: Place): Member {
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
        : movedCopies(element, place),
    test: test?.kind === 'sibling' ? { kind: 'sibling', by: place(test.by) } : test,
  };
}
