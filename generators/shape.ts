import { firstHalf, type Abi } from '../vmstate/host/abi.ts';
import type { StructShape } from '../vmstate/model/model.ts';
import type { Draw } from '../random/draw.ts';
import { structName } from './names.ts';
import { MAX_FIELDS } from './shape/limits.ts';
import type { Palette } from './shape/palette.ts';
import { drawVersions, newSketch, type Making } from './shape/sketch.ts';
import { drawStruct } from './shape/struct.ts';

export { MAX_DEPTH, MAX_FIELDS } from './shape/limits.ts';
export { paletteOf, type Palette } from './shape/palette.ts';

/** Draws the shape of a whole device, for this host. */
export function drawShape(draw: Draw, palette: Palette, abi: Abi): StructShape {
  const { pointerSize } = abi;
  const half = firstHalf(abi);
  const making: Making = { draw, palette, half, pointerSize, left: drawBudget(draw), structs: 0, drawStruct };
  return drawStruct(
    making,
    newSketch({ versions: drawVersions(draw), home: 'owned', depth: 1, part: 'device', reach: 'outer' }),
    structName(making.structs++),
    MAX_FIELDS,
  );
}

/** Number of fields of a model: often few, sometimes up to the limit. */
function drawBudget(draw: Draw): number {
  if (draw.chance(25)) return draw.between(1, 10);
  if (draw.chance(70)) return draw.between(10, 35);
  return draw.between(20, MAX_FIELDS);
}
