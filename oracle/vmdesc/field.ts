import type { Dialect, DialectTraits } from '../../vmstate/dialect.ts';
import type { Element, Member, StructShape } from '../../vmstate/model/model.ts';

/** What the vmdesc calls the type of a field (vmstate.c:vmfield_get_type_name; the names of the infos in vmstate-types.c, all releases). */
export function vmdescTypeName(element: Element): string {
  switch (element.kind) {
    case 'struct':
      return element.version === undefined ? 'struct' : 'vstruct';
    case 'scalar':
      return element.type === 'cpudouble' ? 'CPU_Double_U' : element.type;
    case 'checked':
      // QEMU's own word for the unsigned one.
      return element.info === 'uint64_equal' ? 'int64 equal' : element.info.replace('_', ' ');
    case 'buffer':
    case 'vbuffer':
      return 'buffer';
    case 'unused':
      return 'unused_buffer';
    case 'list':
      return element.list;
    case 'bitmap':
    case 'tmp':
    case 'timer':
    case 'failing':
      return element.kind;
    case 'tree':
      return 'gtree';
    case 'bytearray':
      return 'GByteArray';
    case 'validate':
      // It has no elements, and the engine would look for the name behind a NULL pointer.
      return 'unknown';
  }
}

const markerTypes: Readonly<Record<Dialect, string | null>> = {
  'qemu-7.2': null,
  'qemu-8.2': null,
  'qemu-10.0': 'nullptr',
  'qemu-10.2': 'nullptr',
  'qemu-11.1': 'ptr-marker',
  'qemu-11.2': 'ptr-marker',
};

/** The type of an entry for a byte that stands for a pointer; null: such an entry is that of the field itself (up to 9.2). */
export function markerType(dialect: Dialect): string | null {
  return markerTypes[dialect];
}

/**
 * The name of a field's entries: with its place among the fields of the same
 * name when there are several (vmstate.c: vmfield_name_is_unique,
 * vmfield_name_num). A marker's entry is made of a field that is not in the
 * description, which is place -1.
 */
export function vmdescEntryName(shape: StructShape, member: Member, isMarker: boolean): string {
  const same = membersByName(shape).get(member.name) ?? [];
  if (same.length < 2) return member.name;
  return `${member.name}[${isMarker ? -1 : same.indexOf(member)}]`;
}

const named = new WeakMap<StructShape, ReadonlyMap<string, readonly Member[]>>();

/** The members that have a field in the description; found once for a shape. */
function membersByName(shape: StructShape): ReadonlyMap<string, readonly Member[]> {
  const known = named.get(shape);
  if (known !== undefined) return known;
  const found = new Map<string, Member[]>();
  for (const member of shape.members) {
    if (!member.migrated) continue;
    const same = found.get(member.name);
    if (same === undefined) found.set(member.name, [member]);
    else same.push(member);
  }
  named.set(shape, found);
  return found;
}

/**
 * Whether one entry may stand for several elements (vmstate.c:vmsd_can_compress):
 * not with a test, nor (11.1) where a load allocates the elements; nor a struct
 * with such a field or with subsections. What else may differ from element to
 * element is not looked at, nor is a struct saved at a version of its own.
 */
export function isCompressible({ test, slots, element }: Member, traits: DialectTraits): boolean {
  if (test !== undefined || (slots === 'allocated' && traits.autoAlloc)) return false;
  if (element.kind !== 'struct' || element.version !== undefined) return true;
  const { members, subsections = [] } = element.struct;
  return subsections.length === 0 && members.every((inner) => !inner.migrated || isCompressible(inner, traits));
}
