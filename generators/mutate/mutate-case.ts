import { firstHalf } from '../../vmstate/host/abi.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { StructShape } from '../../vmstate/model/model.ts';
import { Draw } from '../../random/draw.ts';
import { MAX_FIELDS, type Palette } from '../shape.ts';
import type { Making } from '../shape/sketch.ts';
import { drawStruct } from '../shape/struct.ts';
import { fieldsOf } from '../shrink/shrink-case.ts';
import { drawValues, valueHost } from '../values.ts';
import { firstFreeStruct, mutateShape } from './mutate-shape.ts';

/** A stream of its own, so that a mutant shares nothing with the case of the same seed. */
const MUTANT_STREAM = 31;

/** A mutant grows by at most so many fields at once. */
const MOST_ADDED = 12;

/** What a mutant is made of. */
export interface Ancestors {
  readonly of: Case;
  /** Another kept case, whose members may be taken; null: none is there. */
  readonly donor: Case | null;
}

/**
 * The mutant of a case that a 32-bit seed stands for: other values, another layout, or
 * another shape, by the shrinker's edits and their inverses. It is not checked.
 */
export function mutateCase({ of, donor }: Ancestors, seed: number, palette: Palette): Case {
  const draw = new Draw(seed, MUTANT_STREAM);
  const { abi, dialect, model } = of;
  let { shape } = model;
  const pick = draw.below(100);
  // Most change the shape; the others keep it, and a few the values as well.
  const steps = pick < 75 ? 1 + draw.below(4) : 0;
  const other = donor !== null && isSameHost(donor, of) ? donor.model.shape : null;
  for (let step = 0; step < steps; step++) {
    const left = Math.min(MOST_ADDED, MAX_FIELDS - fieldsOf({ shape, values: [] }));
    const making: Making = {
      draw,
      palette,
      half: firstHalf(abi),
      pointerSize: abi.pointerSize,
      left,
      structs: firstFreeStruct(shape),
      drawStruct,
    };
    shape = mutateShape(making, shape, fits(other, left) ? other : null) ?? shape;
  }
  const layoutSeed = draw.bits() >>> 0;
  if (pick >= 92) return { ...of, seed: layoutSeed };
  return {
    ...of,
    seed: draw.chance(50) ? layoutSeed : of.seed,
    model: { shape, values: drawValues(draw, shape, valueHost(dialect, abi)) },
  };
}

function fits(shape: StructShape | null, left: number): boolean {
  return shape !== null && fieldsOf({ shape, values: [] }) <= 2 * left;
}

function isSameHost(a: Case, b: Case): boolean {
  return a.abi.pointerSize === b.abi.pointerSize && a.abi.byteOrder === b.abi.byteOrder && a.dialect === b.dialect;
}
