import { hookNames, type Hooks } from '../../vmstate/hooks.ts';
import type { StructShape, Subsection } from '../../vmstate/model/model.ts';
import { same, type Edit } from './edit.ts';
import { asMember } from './hoist.ts';

/** Simpler hooks and subsections of a struct. */
export function* plainerStruct(shape: StructShape): Generator<Edit> {
  const { hooks, subsections = [] } = shape;
  if (hooks !== undefined) {
    yield { shape: { ...shape, hooks: undefined }, values: same };
    for (const plainer of plainerHooks(hooks)) yield { shape: { ...shape, hooks: plainer }, values: same };
  }
  for (const [k, subsection] of subsections.entries()) {
    yield asMember(shape, k, subsection);
    if (subsection.needed !== undefined)
      yield replaceSubsection(shape, k, { struct: subsection.struct, needed: undefined });
    const name = `${shape.name}/${'abcdefgh'[k] ?? k}`;
    if (name.length < subsection.struct.name.length)
      yield replaceSubsection(shape, k, { ...subsection, struct: renamed(subsection.struct, name) });
  }
}

function replaceSubsection(shape: StructShape, k: number, subsection: Subsection): Edit {
  return {
    shape: { ...shape, subsections: shape.subsections?.map((old, j) => (j === k ? subsection : old)) },
    values: same,
  };
}

/** The names of subsections start with that of their struct. */
function renamed(struct: StructShape, name: string): StructShape {
  return {
    ...struct,
    name,
    subsections: struct.subsections?.map((inner) => ({
      ...inner,
      struct: renamed(inner.struct, name + inner.struct.name.slice(struct.name.length)),
    })),
  };
}

/** Removes each hook, and makes each failing hook succeed. */
function* plainerHooks(hooks: Hooks): Generator<Hooks | undefined> {
  for (const name of hookNames) {
    const result = hooks[name];
    if (result === undefined) continue;
    const others = { ...hooks, [name]: undefined };
    yield hookNames.some((other) => others[other] !== undefined) ? others : undefined;
    if (typeof result === 'number' && result !== 0) yield { ...hooks, [name]: 0 };
    if (result === false) yield { ...hooks, [name]: true };
  }
}
