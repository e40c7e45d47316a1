import { hookNames } from '../../vmstate/hooks.ts';
import {
  siblingsRead,
  structsOf,
  typeWord,
  type Element,
  type Member,
  type StructShape,
} from '../../vmstate/model/model.ts';

/** Elements that a device has because it must have some: shrinking ends with one of them. */
const plain: ReadonlySet<string> = new Set(['uint8', 'buffer', 'unused']);

/** What is special about a device: `VMS_ALLOC`, `counted by uint16`, `uint32`, `subsection`. */
export interface DeviceTraits {
  /** Everything. */
  readonly all: ReadonlySet<string>;
  /** Without the elements that any device may have; empty if nothing else is there. */
  readonly core: ReadonlySet<string>;
}

export function deviceTraits(shape: StructShape): DeviceTraits {
  const all = new Set<string>();
  addStruct(all, shape);
  return { all, core: new Set([...all].filter((trait) => !plain.has(trait))) };
}

function addStruct(traits: Set<string>, shape: StructShape): void {
  const { members, subsections = [], hooks, version, minimumVersion } = shape;
  if (minimumVersion < version) traits.add('minimum version');
  for (const name of hookNames) if (hooks?.[name] !== undefined) traits.add(name);
  const read = siblingsRead(shape);
  members.forEach((member, i) => {
    // What counts elements or bytes is a part of what it counts.
    if (!read.has(i)) addMember(traits, member);
  });
  for (const { struct, needed } of subsections) {
    traits.add('subsection');
    if (needed !== undefined) traits.add('needed');
    addStruct(traits, struct);
  }
}

const storageTraits = { embedded: null, pointer: 'VMS_POINTER', allocated: 'VMS_ALLOC' } as const;
const slotsTraits = {
  none: null,
  nullable: 'VMS_ARRAY_OF_POINTER',
  allocated: 'VMS_ARRAY_OF_POINTER_AUTO_ALLOC',
} as const;

function addMember(traits: Set<string>, member: Member): void {
  const { element, count, storage, slots, test, mustExist, version, migrated, copyOf } = member;
  const found = [
    elementTrait(element),
    storageTraits[storage],
    slotsTraits[slots],
    // Counted arrays are arrays: a bug of all arrays shows in both.
    count.kind === 'one' ? null : 'array',
    count.kind === 'counted' ? `counted by ${count.type}` : null,
    count.kind === 'counted' && count.multiply !== null ? 'VMS_MULTIPLY_ELEMENTS' : null,
    test === undefined ? null : `exists by ${test.kind}`,
    mustExist === true ? 'VMS_MUST_EXIST' : null,
    version === 0 ? null : 'version',
    migrated ? null : 'not migrated',
    copyOf === undefined ? null : 'copy of a member of the parent',
  ];
  for (const trait of found) if (trait !== null) traits.add(trait);
  for (const struct of structsOf(element)) addStruct(traits, struct);
}

function elementTrait(element: Element): string {
  switch (element.kind) {
    case 'struct':
      return element.version === undefined ? 'struct' : 'VMS_VSTRUCT';
    case 'vbuffer':
      return element.half === undefined ? 'vbuffer' : 'vbuffer of a half';
    default:
      return typeWord(element);
  }
}
