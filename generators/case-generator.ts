import type { Abi } from '../vmstate/host/abi.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import type { Model } from '../vmstate/model/model.ts';
import { Draw } from '../random/draw.ts';
import { withLong, type Long } from './long.ts';
import { withOddName } from './odd-names.ts';
import { mutateCase, type Ancestors } from './mutate/mutate-case.ts';
import { drawRealShape } from './real/shape.ts';
import { drawShape, paletteOf, type Palette } from './shape.ts';
import { shrinkCase } from './shrink/shrink-case.ts';
import { drawValues, valueHost } from './values.ts';

export interface CaseOptions {
  readonly dialect: Dialect;
  /** ABIs to draw from; not empty. */
  readonly abis: readonly Abi[];
  /** True for a flag (`VMS_ARRAY`), type (`info:uint32`) or part (`part:hooks`) that may be used; all by default. */
  readonly allows?: ((feature: string) => boolean) | undefined;
  /** Whether every fourth device is such as real programs have; true by default. */
  readonly real?: boolean | undefined;
}

/** The options that every draw uses. */
interface Source {
  readonly dialect: Dialect;
  readonly abis: readonly Abi[];
  readonly palette: Palette;
  readonly real: boolean;
}

/**
 * Draws random cases: each in one walk from one seed, which is faster than composed
 * combinators. Shrinking needs no context from generation, so stored cases shrink as
 * well as drawn ones. Knows nothing of fast-check, which a command need not load.
 */
export class CaseGenerator {
  private readonly source: Source;

  constructor({ dialect, abis, allows = (): boolean => true, real = true }: CaseOptions) {
    this.source = { dialect, abis, palette: paletteOf({ dialect, allows }), real };
  }

  /** The case of a 32-bit seed, with `rarity` if given. `fewReal`: of fewer seeds the device is as in real tables. */
  fromSeed(seed: number, rarity?: Rarity, fewReal = false): Case {
    const { dialect, abis, palette, real } = this.source;
    const draw = real && isOfReal(seed, fewReal) ? drawRealShape : drawShape;
    return drawCase(seed, { dialect, abis, palette, drawShape: draw }, rarity);
  }

  /** The mutant of a case that a 32-bit seed stands for, within what may be generated. It is not checked. */
  mutant(of: Ancestors, seed: number): Case {
    return mutateCase(of, seed, this.source.palette);
  }

  /** Cases that are smaller by one step, the boldest steps first. */
  smaller(of: Case): IterableIterator<Case> {
    return shrinkCase(of, this.source.abis);
  }
}

/** Features that random draws would produce too rarely or too often: very long fields, and member names that JSON must escape. */
export type Rarity = Long | 'odd name';

const streams = { model: 11 } as const;

/**
 * Whether the device of a seed is such as real programs have: of one seed in four, or in sixteen.
 * The seed decides and nothing is drawn for it, so that the others stand for what they stand for without.
 */
function isOfReal(seed: number, few: boolean): boolean {
  return Math.imul(seed, 0x9e3779b1) >>> (few ? 28 : 30) === 0;
}

interface Drawing extends Omit<Source, 'real'> {
  readonly drawShape: typeof drawShape;
}

/** Draws one case from a 32-bit seed. */
function drawCase(
  seed: number,
  { dialect, abis, palette, drawShape: shapeFrom }: Drawing,
  rarity: Rarity | undefined,
): Case {
  const draw = new Draw(seed, streams.model);
  const abi = abis[draw.below(abis.length)] ?? { pointerSize: 8, byteOrder: 'little' };
  const shape = shapeFrom(draw, palette, abi);
  const layoutSeed = draw.bits() >>> 0;
  const model = {
    shape,
    values: drawValues(draw, shape, valueHost(dialect, abi)),
  };
  return {
    dialect,
    abi,
    seed: layoutSeed,
    model: rarity === undefined ? model : withRarity(draw, model, rarity, palette),
  };
}

function withRarity(draw: Draw, model: Model, rarity: Rarity, palette: Palette): Model {
  return rarity === 'odd name' ? withOddName(draw, model) : withLong(draw, model, rarity, palette);
}
