import { widthOf, scalars } from '../vmstate/info.ts';
import {
  siblingsRead,
  type Count,
  type Element,
  type Member,
  type Model,
  type StructShape,
  type Value,
} from '../vmstate/model/model.ts';
import type { Draw } from '../random/draw.ts';
import { memberName } from './names.ts';
import { withNestedVersion, type NewField } from './nested-version.ts';
import { renumbered } from './references.ts';
import {
  bufferElement,
  fixedCount,
  newMember,
  newStruct,
  newSubsection,
  oneElement,
  scalarElement,
  structElement,
  unusedElement,
} from './uniform.ts';
import { drawValues } from './values.ts';

/** A newer version of a device's description. */
export interface Successor {
  /** The change, as text. */
  readonly kind: SuccessorKind;
  readonly model: Model;
}

export type SuccessorKind = 'member' | 'struct' | 'subsection' | 'unused' | 'minimum' | 'nested';

const kinds: readonly SuccessorKind[] = [
  'member',
  'member',
  'struct',
  'subsection',
  'subsection',
  'unused',
  'unused',
  'minimum',
  'nested',
  'nested',
];

/**
 * Draws a legal newer version of the model's outermost struct: with a new member
 * (scalar, buffer or struct) in a new version; with a new subsection, needed always or
 * depending on a byte; with a member replaced by unused bytes (or a new member if none
 * can be replaced); with a new member of a nested struct, whose version no stream tells;
 * or with a minimum version above that of all older streams. Existing
 * members keep their values.
 */
export function successorsOf(model: Model, draw: Draw): Successor {
  const kind = kinds[draw.below(kinds.length)] ?? 'member';
  switch (kind) {
    case 'member':
      return withNewMember(model, draw);
    case 'struct':
      return {
        kind,
        model: inserted(
          nextVersion(model),
          draw,
          newer(model, draw, structElement(drawStruct(draw, newName(model.shape)))),
        ),
      };
    case 'subsection':
      return { kind, model: withNewSubsection(model, draw) };
    case 'unused':
      return withUnused(model, draw) ?? withNewMember(model, draw);
    case 'nested': {
      const newerOne = withNestedVersion(model, draw, (struct) => newField(struct, draw));
      return newerOne === null ? withNewMember(model, draw) : { kind, model: newerOne };
    }
    case 'minimum': {
      const { shape, values } = nextVersion(model);
      return { kind, model: { shape: { ...shape, minimumVersion: shape.version }, values } };
    }
  }
}

const ONE = oneElement();

function withNewMember(model: Model, draw: Draw): Successor {
  const { element, count } = drawPlain(draw);
  return { kind: 'member', model: inserted(nextVersion(model), draw, newer(model, draw, element, count)) };
}

function newField(shape: StructShape, draw: Draw): NewField {
  const { element, count } = drawPlain(draw);
  const member = newMember({ name: newName(shape), version: shape.version + 1, element, count });
  return { member, value: valuesOf(draw, [member])[0] ?? null };
}

function nextVersion({ shape, values }: Model): Model {
  return { shape: { ...shape, version: shape.version + 1 }, values };
}

function newName({ members }: StructShape): string {
  return `new_${memberName(members.length)}`;
}

function newer({ shape }: Model, draw: Draw, element: Element, count: Count = ONE): Member {
  const mustExist = draw.chance(5) ? true : undefined;
  return newMember({ name: newName(shape), version: shape.version + 1, element, count, mustExist });
}

/** Inserts a member with its value at a random position. */
function inserted({ shape, values }: Model, draw: Draw, member: Member): Model {
  const { members: old } = shape;
  const at = draw.below(old.length + 1);
  const { members, subsections } = renumbered(
    shape,
    old.map((_, i) => (i < at ? i : i + 1)),
  );
  const value = valuesOf(draw, [member])[0] ?? null;
  return {
    shape: { ...shape, members: members.toSpliced(at, 0, member), subsections },
    values: values.toSpliced(at, 0, value),
  };
}

/** None of the new members is a bitmap, so the pointer size does not matter. */
function valuesOf(draw: Draw, members: readonly Member[]): Value[] {
  return drawValues(draw, newStruct({ name: '', version: 0, minimumVersion: 0, members }), {
    pointerSize: 8,
    intCounts: true,
  });
}

function drawPlain(draw: Draw): { readonly element: Element; readonly count: Count } {
  if (draw.chance(25)) return { element: bufferElement(draw.between(1, 10)), count: ONE };
  const element = scalarElement(scalars[draw.below(scalars.length)] ?? 'uint32');
  return { element, count: draw.chance(25) ? fixedCount(draw.between(1, 3)) : ONE };
}

function drawStruct(draw: Draw, name: string): StructShape {
  const members = Array.from({ length: draw.between(1, 3) }, (_, i) => {
    const { element, count } = drawPlain(draw);
    return newMember({ name: memberName(i), element, count });
  });
  const version = draw.below(3);
  return newStruct({ name, version, minimumVersion: draw.below(version + 1), members });
}

function withNewSubsection(model: Model, draw: Draw): Model {
  const { shape, values } = draw.chance(60) ? withByte(model, draw) : model;
  const { members, subsections = [] } = shape;
  // None of these names is a prefix of another.
  const name = `${shape.name}/added_${'abcdefghijklmnop'[subsections.length] ?? subsections.length}`;
  const needed = shape === model.shape ? undefined : members.length - 1;
  const subsection = newSubsection(drawStruct(draw, name), needed);
  const k = draw.below(subsections.length + 1);
  return {
    shape: { ...shape, subsections: subsections.toSpliced(k, 0, subsection) },
    values: values.toSpliced(members.length + k, 0, valuesOf(draw, subsection.struct.members)),
  };
}

/** A byte that is not sent, as the last member. */
function withByte({ shape, values }: Model, draw: Draw): Model {
  const byte = newMember({ name: newName(shape), migrated: false, element: scalarElement('uint8') });
  const { members } = shape;
  return {
    shape: { ...shape, members: [...members, byte] },
    values: values.toSpliced(members.length, 0, draw.below(3)),
  };
}

/** Replaces a member of fixed size that no sibling reads by as many unused bytes; null if there is none. */
function withUnused({ shape, values }: Model, draw: Draw): Successor | null {
  const { members } = shape;
  const start = draw.below(members.length + 1);
  const read = siblingsRead(shape);
  for (let k = 0; k < members.length; k++) {
    const i = (start + k) % members.length;
    const member = members[i];
    const size = member === undefined ? null : fixedSize(member);
    if (member === undefined || size === null || read.has(i)) continue;
    const { name, version, migrated, count, test, mustExist } = member;
    const unused = newMember({ name, version, migrated, element: unusedElement(size), count, test, mustExist });
    const value = values[i];
    return {
      kind: 'unused',
      model: {
        shape: { ...shape, members: members.with(i, unused) },
        values: values.with(i, count.kind === 'one' || !Array.isArray(value) ? null : value.map(() => null)),
      },
    };
  }
  return null;
}

/** Wire size of one element of a scalar or buffer without slots; null for others. */
function fixedSize({ element, count, slots, migrated }: Member): number | null {
  if (!migrated || slots !== 'none' || count.kind === 'counted') return null;
  if (element.kind === 'buffer') return element.size;
  return element.kind === 'scalar' ? widthOf(element.type) : null;
}
