import type { Hooks } from '../../vmstate/hooks.ts';
import { structsOf, type Element, type StructShape } from '../../vmstate/model/model.ts';

/** How many structs a shape has, itself included. */
export function countStructs(shape: StructShape): number {
  return 1 + innerOf(shape).reduce((sum, struct) => sum + countStructs(struct), 0);
}

function innerOf({ members, subsections = [] }: StructShape): StructShape[] {
  return [...members.flatMap(({ element }) => structsOf(element)), ...subsections.map(({ struct }) => struct)];
}

/** The subsections of structs inside the outermost one, by their numbers in `withHooks`. */
export function nestedSubsections(shape: StructShape): number[] {
  const found: number[] = [];
  let next = 0;
  const walk = ({ members, subsections = [] }: StructShape, isNested: boolean): void => {
    next++;
    for (const { element } of members) for (const struct of structsOf(element)) walk(struct, true);
    for (const { struct } of subsections) {
      if (isNested) found.push(next);
      walk(struct, isNested);
    }
  };
  walk(shape, false);
  return found;
}

/** The shape with hooks of its `pick`-th struct, itself being the first, and with others in all those around that one. */
export function withHooks(shape: StructShape, pick: number, around: Hooks, hook: Hooks): StructShape {
  if (pick === 0) return { ...shape, hooks: { ...shape.hooks, ...hook } };
  let before = 1;
  /** The struct with its hooks, if the one that is looked for is in it. */
  const inside = (struct: StructShape): StructShape => {
    const first = before;
    before += countStructs(struct);
    return pick >= first && pick < before ? withHooks(struct, pick - first, around, hook) : struct;
  };
  const members = shape.members.map((member) => ({ ...member, element: elementWith(member.element, inside) }));
  const subsections = shape.subsections?.map((subsection) => ({ ...subsection, struct: inside(subsection.struct) }));
  return { ...shape, members, subsections, hooks: { ...shape.hooks, ...around } };
}

/** An element with each of its structs changed, a tree's key first. */
export function elementWith(element: Element, change: (struct: StructShape) => StructShape): Element {
  switch (element.kind) {
    case 'struct':
    case 'list':
    case 'tmp':
      return { ...element, struct: change(element.struct) };
    case 'tree':
      return { ...element, key: element.key === null ? null : change(element.key), value: change(element.value) };
    default:
      return element;
  }
}
