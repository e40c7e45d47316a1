import { structsOf, typeWord, type Element, type StructShape } from '../../vmstate/model/model.ts';
import type { DeviceModel } from '../model/model-of.ts';
import type { Variable } from '../model/variable.ts';

/** Where the tests of renamed fields decide. */
export interface RenamedTests {
  readonly ofSource: ReadonlyMap<Variable, readonly string[]>;
  readonly ofDestination: ReadonlyMap<Variable, readonly string[]>;
}

/**
 * The places of tests that decide over a field whose name the other side does
 * not have: description, index and kind of the field. A field of the same kind
 * in the same place, with a test and a name of its own, is that field renamed.
 */
export function renamedTests(source: DeviceModel, destination: DeviceModel): RenamedTests {
  const ours = structsByName(source.shape);
  const theirs = structsByName(destination.shape);
  return { ofSource: placesOf(source, ours, theirs), ofDestination: placesOf(destination, theirs, ours) };
}

type Structs = ReadonlyMap<string, StructShape>;

function placesOf({ variables }: DeviceModel, own: Structs, other: Structs): Map<Variable, string[]> {
  const places = new Map<Variable, string[]>();
  for (const [name, { members }] of own) {
    const known = new Set(other.get(name)?.members.map((member) => member.name));
    members.forEach(({ name: field, test, element, count }, index) => {
      const decider = test?.kind === 'sibling' ? members[test.by] : undefined;
      const variable = decider === undefined ? undefined : variables.get(decider);
      if (variable === undefined || known.has(field)) return;
      const place = `${name} ${index} ${kindOf(element)} ${count.kind} ${count.kind === 'fixed' ? count.n : ''}`;
      places.set(variable, [...(places.get(variable) ?? []), place]);
    });
  }
  return places;
}

function kindOf(element: Element): string {
  switch (element.kind) {
    case 'buffer':
    case 'unused':
      return `${element.kind} ${element.size}`;
    default:
      return [typeWord(element), ...structsOf(element).map(({ name }) => name)].join(' ');
  }
}

/** Every struct of a shape; of several with one name the first. */
function structsByName(shape: StructShape): Map<string, StructShape> {
  const found = new Map<string, StructShape>();
  const walk = (struct: StructShape): void => {
    if (!found.has(struct.name)) found.set(struct.name, struct);
    for (const { element } of struct.members) structsOf(element).forEach(walk);
    for (const part of struct.subsections ?? []) walk(part.struct);
  };
  walk(shape);
  return found;
}
