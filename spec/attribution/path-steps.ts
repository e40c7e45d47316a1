import {
  copiesIn,
  structOf,
  type Element,
  type Member,
  type StructShape,
  type Value,
} from '../../vmstate/model/model.ts';

/** On the way from a device to a place in it: a member and its value there, or a subsection. `isCopied`: a temporary object has a copy of the member. */
export type Step =
  | { readonly kind: 'member'; readonly member: Member; readonly value: Value; readonly isCopied: boolean }
  | { readonly kind: 'subsection'; readonly version: number };

/**
 * The members and subsections that a path such as `ring.regs[2].ctrl` or
 * `ring/extra.ctrl` goes through, outermost first, as far as the shape has them.
 */
export function stepsTo(shape: StructShape | null, values: Value, path: string): Step[] {
  if (path === '' || shape === null || !Array.isArray(values)) return [];
  const { members, subsections = [] } = shape;
  const k = subsections.findIndex(({ struct: { name } }) => path === name || path.startsWith(`${name}.`));
  const subsection = subsections[k];
  if (subsection !== undefined) {
    const { struct } = subsection;
    return [
      { kind: 'subsection', version: struct.version },
      ...stepsTo(struct, values[members.length + k] ?? null, path.slice(struct.name.length + 1)),
    ];
  }
  const [part = ''] = path.split('.', 1);
  const [name = '', index] = part.split(/[[\]]/);
  // A member that no field describes may have the name of one that is described.
  const described = members.findIndex((member) => member.name === name && member.migrated);
  const i = described === -1 ? members.findIndex((member) => member.name === name) : described;
  const member = members[i];
  if (member === undefined) return [];
  const value = values[i] ?? null;
  const inner = index !== undefined && Array.isArray(value) ? (value[Number(index)] ?? null) : value;
  const isCopied = members.some(({ element }) => copiesIn(element).some(({ parent }) => parent === i));
  return [
    { kind: 'member', member, value, isCopied },
    ...stepsInside(member.element, inner, path.slice(part.length + 1)),
  ];
}

/** A path goes on in a struct, or in the key or value of a tree's node. */
function stepsInside(element: Element, value: Value, path: string): Step[] {
  if (element.kind !== 'tree') return stepsTo(structOf(element), value, path);
  const [side = ''] = path.split('.', 1);
  const [key = null, own = null] = Array.isArray(value) ? value : [];
  return side === 'key'
    ? stepsTo(element.key, key, path.slice(side.length + 1))
    : stepsTo(element.value, own, path.slice(side.length + 1));
}
