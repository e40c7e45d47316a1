import type { Draw } from '../../random/draw.ts';

/** JSON in the protocol's form of a description, right or wrong. */
export interface RandomDescription {
  readonly name: string;
  readonly version_id: number;
  readonly minimum_version_id: number;
  readonly fields: readonly RandomField[];
  readonly subsections?: readonly RandomDescription[];
}

type RandomField = Readonly<Record<string, unknown>> & { readonly name: string };

/** How deep descriptions lie in one another. */
const DEEPEST = 3;

const arrays = ['VMS_ARRAY', 'VMS_VARRAY_INT32', 'VMS_VARRAY_UINT32', 'VMS_VARRAY_UINT16', 'VMS_VARRAY_UINT8'];

/**
 * A description that a device could have by mistake: what a release's own check looks at
 * (flags and sizes of arrays of pointers, names of subsections, what is nested) is right or
 * wrong at random, everything else is harmless. `flags` are those that the release has.
 */
export function randomDescription(draw: Draw, flags: ReadonlySet<string>, name = 'dev', depth = 0): RandomDescription {
  const nested = (own: string): RandomDescription => randomDescription(draw, flags, own, depth + 1);
  const fields = Array.from({ length: draw.between(0, 3) }, (_, i) => randomField(draw, flags, `f${i}`, depth, nested));
  const parts = depth < DEEPEST && draw.chance(30) ? draw.between(1, 2) : 0;
  const subsections = Array.from({ length: parts }, (_, i) => nested(subsectionName(draw, name, i)));
  return { name, version_id: 1, minimum_version_id: 1, fields, ...(parts === 0 ? {} : { subsections }) };
}

function subsectionName(draw: Draw, parent: string, i: number): string {
  const pick = draw.below(100);
  if (pick < 80) return `${parent}/part${i}`;
  if (pick < 88) return parent;
  return pick < 94 ? parent.slice(0, -1) : `other/${i}`;
}

function randomField(
  draw: Draw,
  known: ReadonlySet<string>,
  name: string,
  depth: number,
  nested: (name: string) => RandomDescription,
): RandomField {
  const pick = depth < DEEPEST ? draw.below(100) : 99;
  const isSlots = draw.chance(35);
  const flags = new Set([
    ...(isSlots ? ['VMS_ARRAY_OF_POINTER'] : []),
    ...(draw.chance(isSlots ? 30 : 4) ? ['VMS_ARRAY_OF_POINTER_AUTO_ALLOC'] : []),
    ...(draw.chance(isSlots ? 75 : 25) ? [arrays[draw.below(arrays.length)] ?? 'VMS_ARRAY'] : []),
    ...(draw.chance(20) ? ['VMS_POINTER'] : []),
    ...(pick < 20 ? ['VMS_STRUCT'] : pick < 28 ? ['VMS_VSTRUCT'] : []),
  ]);
  return {
    name,
    offset: 0,
    size: draw.chance(50) ? 0 : 8,
    num: 2,
    ...(draw.chance(15) ? { size_offset: 4 } : {}),
    flags: [...flags].filter((flag) => known.has(flag)),
    ...(pick < 28
      ? { vmsd: nested(`in${depth}`) }
      : pick < 34
        ? { info: 'qtailq', vmsd: nested('item') }
        : { info: 'uint32' }),
  };
}
