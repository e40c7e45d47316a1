import type { Hooks } from '../../vmstate/hooks.ts';
import {
  structsIn,
  withoutCopies,
  type Element,
  type Member,
  type Model,
  type StructShape,
  type Subsection,
  type Value,
} from '../../vmstate/model/model.ts';
import { memberName } from '../names.ts';
import { replaceMember, sideOf, type Edit, type TreeSide } from './edit.ts';
import { plainStruct } from './plain-value.ts';

/** The structs inside the outermost one, each as a model. */
export function* hoists({ shape, values }: Model): Generator<Model> {
  const { members, subsections = [] } = shape;
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (member === undefined) continue;
    // The first instance of each; a tree has keys and values.
    const done = new Set<StructShape>();
    for (const [struct, instance] of structsIn(member, values[i])) {
      if (!done.has(struct)) yield { shape: asSaved(member.element, struct), values: instance };
      done.add(struct);
    }
  }
  for (let k = 0; k < subsections.length; k++) {
    const struct = subsections[k]?.struct;
    const value = values[members.length + k];
    if (struct !== undefined && Array.isArray(value)) yield { shape: struct, values: value };
  }
}

/** The struct with the version at which it is saved as its own version. */
export function asSaved(element: Element, struct: StructShape): StructShape {
  if (element.kind === 'tmp') return withoutCopies(struct);
  const at = element.kind === 'struct' ? element.version : undefined;
  return at === undefined ? struct : { ...struct, version: at, minimumVersion: Math.min(at, struct.minimumVersion) };
}

/** The struct of a temporary object, or of the first element of a list or tree, as a plain struct. */
export function asStruct(
  shape: StructShape,
  i: number,
  member: Member,
  { struct, side = 'value' }: { readonly struct: StructShape; readonly side?: TreeSide },
): Edit {
  const inner = tamed(withoutCopies(struct));
  const first = (old: Value): Value => {
    const own = Array.isArray(old) ? sideOf(member.element, side, old[0] ?? null) : null;
    return Array.isArray(own) ? own : plainStruct(struct);
  };
  const value = (old: Value): Value => (member.element.kind === 'tmp' ? old : first(old));
  return replaceMember(shape, i, { ...member, element: { kind: 'struct', struct: inner } }, value);
}

/** Replaces a subsection by a struct member. */
export function asMember(shape: StructShape, k: number, { struct }: Subsection): Edit {
  const n = shape.members.length;
  const member: Member = {
    name: memberName(n),
    version: 0,
    migrated: true,
    element: { kind: 'struct', struct: tamed(struct) },
    count: { kind: 'one' },
    storage: 'embedded',
    slots: 'none',
  };
  const subsections = (shape.subsections ?? []).filter((_, j) => j !== k);
  return {
    shape: {
      ...shape,
      members: [...shape.members, member],
      subsections: subsections.length === 0 ? undefined : subsections,
    },
    values: (old) => [...old.slice(0, n), old[n + k] ?? null, ...old.slice(n).filter((_, j) => j !== k)],
  };
}

/** True if no hook in it fails: in a nested struct some releases would abort (shape/hooks.ts). */
function tamed(struct: StructShape): StructShape {
  const { hooks, members, subsections } = struct;
  return {
    ...struct,
    hooks: hooks === undefined ? undefined : tamedHooks(hooks),
    members: members.map((member) => ({ ...member, element: tamedElement(member.element) })),
    subsections: subsections?.map(({ struct: inner, needed }) => ({ struct: tamed(inner), needed })),
  };
}

function tamedElement(element: Element): Element {
  if (element.kind === 'tree')
    return { ...element, key: element.key === null ? null : tamed(element.key), value: tamed(element.value) };
  return element.kind === 'struct' || element.kind === 'list' || element.kind === 'tmp'
    ? { ...element, struct: tamed(element.struct) }
    : element;
}

function tamedHooks(hooks: Hooks): Hooks {
  const number = (hook: number | undefined): number | undefined => (hook === undefined ? undefined : 0);
  const truth = (hook: boolean | undefined): boolean | undefined => (hook === undefined ? undefined : true);
  return {
    pre_load: number(hooks.pre_load),
    pre_load_errp: truth(hooks.pre_load_errp),
    post_load: number(hooks.post_load),
    post_load_errp: truth(hooks.post_load_errp),
    pre_save: number(hooks.pre_save),
    pre_save_errp: truth(hooks.pre_save_errp),
    post_save: number(hooks.post_save),
  };
}
