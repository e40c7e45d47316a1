import {
  hasMany,
  structOf,
  type Element,
  type Member,
  type StructShape,
  type StructValue,
  type Value,
} from '../../vmstate/model/model.ts';

/**
 * A change of one struct: its new shape, and a function for the values of its instances.
 * Edits are written for one struct and lifted to any depth.
 */
export interface Edit {
  readonly shape: StructShape;
  readonly values: (old: StructValue) => StructValue;
}

export const same = <T>(value: T): T => value;

/** Replaces member `i`, mapping its value. */
export function replaceMember(shape: StructShape, i: number, member: Member, value: (old: Value) => Value): Edit {
  return {
    shape: { ...shape, members: shape.members.map((old, j) => (j === i ? member : old)) },
    values: (old) => old.map((v, j) => (j === i ? value(v) : v)),
  };
}

/** Applies a change to every element of a member's value; the elements of a tree are its nodes. */
export function eachElement(member: Member, change: (element: Value) => Value): (value: Value) => Value {
  if (!hasMany(member)) return (value) => (value === null ? null : change(value));
  return (value) =>
    Array.isArray(value) ? value.map((element) => (element === null ? null : change(element))) : value;
}

/** Whether a struct is the key or value of a tree; other elements have only one struct, a 'value'. */
export type TreeSide = 'key' | 'value';

/** The structs inside an element, each with its side. */
export function sidesOf(element: Element): readonly (readonly [StructShape, TreeSide])[] {
  if (element.kind === 'tree')
    return element.key === null
      ? [[element.value, 'value']]
      : [
          [element.key, 'key'],
          [element.value, 'value'],
        ];
  const struct = structOf(element);
  return struct === null ? [] : [[struct, 'value']];
}

/** The key or value of a tree node; for other elements the element itself. */
export function sideOf({ kind }: Element, side: TreeSide, value: Value): Value {
  if (kind !== 'tree') return value;
  return (Array.isArray(value) ? value[side === 'key' ? 0 : 1] : null) ?? null;
}

/** Lifts a change of a struct inside member `i` to a change of the outer struct. */
export function lift(shape: StructShape, i: number, inner: Edit, side: TreeSide): Edit {
  const member = shape.members[i];
  const struct = member === undefined ? undefined : sidesOf(member.element).find(([, which]) => which === side)?.[0];
  if (member === undefined || struct === undefined) return { shape, values: same };
  const { version } = inner.shape;
  return replaceMember(
    shape,
    i,
    {
      ...member,
      version: goesBy(member.element) ? followed(member.version, struct.version, version) : member.version,
      element: withStruct(member.element, struct, inner.shape, side),
    },
    eachElement(member, (value) => onSide(member.element, side, value, inner.values)),
  );
}

function onSide({ kind }: Element, side: TreeSide, value: Value, change: (values: StructValue) => StructValue): Value {
  if (!Array.isArray(value)) return value;
  if (kind !== 'tree') return change(value);
  const at = side === 'key' ? 0 : 1;
  return value.map((part, k) => (k === at && Array.isArray(part) ? change(part) : part));
}

/** A member's value with a change applied to every struct in it. */
export function mapStructs(
  member: Member,
  value: Value,
  change: (struct: StructShape, values: StructValue) => StructValue,
): Value {
  let mapped = value;
  for (const [struct, side] of sidesOf(member.element)) {
    mapped = eachElement(member, (each) => onSide(member.element, side, each, (values) => change(struct, values)))(
      mapped,
    );
  }
  return mapped;
}

/** Lifts a change of subsection `k` to a change of its struct. */
export function liftSubsection(shape: StructShape, k: number, inner: Edit): Edit {
  const at = shape.members.length + k;
  return {
    shape: {
      ...shape,
      subsections: shape.subsections?.map((old, j) => (j === k ? { ...old, struct: inner.shape } : old)),
    },
    values: (old) => old.map((value, j) => (j === at && Array.isArray(value) ? inner.values(value) : value)),
  };
}

/** True if a load uses the version of the member for the element's struct. */
export function goesBy({ kind }: Element): boolean {
  return kind === 'list' || kind === 'tmp' || kind === 'tree';
}

function withStruct(element: Element, old: StructShape, struct: StructShape, side: TreeSide): Element {
  if (element.kind === 'tree') return side === 'key' ? { ...element, key: struct } : { ...element, value: struct };
  if (element.kind === 'struct' && element.version !== undefined)
    return { ...element, struct, version: followed(element.version, old.version, struct.version) };
  return element.kind === 'struct' || element.kind === 'list' || element.kind === 'tmp'
    ? { ...element, struct }
    : element;
}

/** The version at which a struct is saved or loaded, after its own version has changed. */
function followed(at: number, old: number, version: number): number {
  return old === version ? at : Math.min(at, version);
}
