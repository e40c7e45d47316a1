import { createListedCheck } from '../../engine/protocol/listed.ts';
import { drawValues, valueHost } from '../../generators/values.ts';
import { layoutSource } from '../../layout/layout.ts';
import { Draw } from '../../random/draw.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { Abi } from '../../vmstate/host/abi.ts';
import type { StructShape } from '../../vmstate/model/model.ts';
import { modelOf } from '../model/model-of.ts';
import { DeviceProblem } from '../problem.ts';
import type { DescriptionSet } from '../set/types.ts';
import { withoutOwnInfos, type OwnInfoFields } from './own-infos.ts';
import { successHooks } from './success-hooks.ts';
import { roughSize } from './wire-size.ts';

/** Which cases are made of real descriptions. */
export interface DeviceCasesOptions {
  readonly dialect: Dialect;
  /** ABIs to draw from; not empty. */
  readonly abis: readonly Abi[];
  /** Flags, infos and parts that may be used. */
  readonly features: readonly string[];
  /** Whether a description is used, by its name and its place in its set; all by default. */
  readonly chosen?: ((name: string, index: number) => boolean) | undefined;
}

/** A description of which no case is made. */
export interface DeviceLeftOut {
  readonly name: string;
  readonly why: string;
}

/** A state of a case of one of them may be so large before it comes less often than others. */
const BULKY = 4096;
/** In percent: how often a bulky device whose turn it is stays. */
const BULKY_STAYS = 12;

const MODEL_STREAM = 21;

/**
 * Cases with the shapes of real descriptions and random values, boundaries
 * among them; devices and nested descriptions each on its own, subsections
 * with what they belong to. What functions decide is a byte that nobody sends,
 * and varies; hooks are called, and succeed. Members lie where the seed puts
 * them, not where they lie in QEMU.
 */
export class DeviceCases {
  readonly #options: DeviceCasesOptions;
  readonly #all: readonly StructShape[];
  readonly #small: readonly StructShape[];
  /** Own infos whose fields are left out of the descriptions that have them. */
  readonly ownInfos: readonly OwnInfoFields[];
  /** Descriptions that are left out whole. */
  readonly leftOut: readonly DeviceLeftOut[];

  constructor(sets: readonly DescriptionSet[], options: DeviceCasesOptions) {
    const leftOut: DeviceLeftOut[] = [];
    const known = sets.map((set) => withoutOwnInfos(set, options.chosen));
    this.#options = options;
    this.#all = known.flatMap(({ set }) => shapesOf(set, options, leftOut));
    this.#small = this.#all.filter((shape) => roughSize(shape) <= BULKY);
    this.ownInfos = known.flatMap((one) => one.leftOut);
    this.leftOut = leftOut;
  }

  /** How many descriptions cases are made of. */
  get count(): number {
    return this.#all.length;
  }

  /** The case that a 32-bit seed stands for; there must be a description. */
  fromSeed(seed: number): Case {
    const draw = new Draw(seed, MODEL_STREAM);
    const shape = this.#drawShape(draw);
    const { dialect, abis } = this.#options;
    const abi = at(abis, draw.below(abis.length));
    const layoutSeed = draw.bits() >>> 0;
    return {
      dialect,
      abi,
      seed: layoutSeed,
      model: { shape, values: drawValues(draw, shape, valueHost(dialect, abi)) },
    };
  }

  #drawShape(draw: Draw): StructShape {
    const shape = at(this.#all, draw.below(this.#all.length));
    const small = this.#small;
    if (small.length === 0 || roughSize(shape) <= BULKY || draw.chance(BULKY_STAYS)) return shape;
    return at(small, draw.below(small.length));
  }
}

function shapesOf(
  set: DescriptionSet,
  { dialect, features, chosen = (): boolean => true }: DeviceCasesOptions,
  leftOut: DeviceLeftOut[],
): StructShape[] {
  const lackOf = createListedCheck(features);
  return set.descriptions.flatMap(({ name, role }, index) => {
    if (role === 'subsection' || !chosen(name, index)) return [];
    const shape = attempt(set, index, dialect);
    const why = typeof shape === 'string' ? shape : lackIn(shape, dialect, lackOf);
    if (typeof shape !== 'string' && why === null) return [shape];
    leftOut.push({ name, why: why ?? '' });
    return [];
  });
}

/** The shape, or why there is none. */
function attempt(set: DescriptionSet, index: number, dialect: Dialect): StructShape | string {
  try {
    const { shape, opaque } = modelOf(set, index, {
      role: 'save',
      storage: 'described',
      hooks: (description) => successHooks(description, dialect),
    });
    const [part] = opaque.values();
    return part === undefined ? shape : `nothing is known of the info ${part.own}`;
  } catch (error) {
    if (error instanceof DeviceProblem) return error.message;
    throw error;
  }
}

/** What the engine or the release lacks of what a description has; null: nothing. */
function lackIn(shape: StructShape, dialect: Dialect, lackOf: ReturnType<typeof createListedCheck>): string | null {
  const abi: Abi = { pointerSize: 8, byteOrder: 'little' };
  const values = drawValues(new Draw(1, MODEL_STREAM), shape, valueHost(dialect, abi));
  const lack = lackOf(layoutSource({ dialect, abi, seed: 1, model: { shape, values } }).plan.description);
  return lack === null ? null : `it needs ${lack}`;
}

function at<T>(items: readonly T[], place: number): T {
  const item = items[place];
  if (item === undefined) throw new RangeError(`there is no item ${place} of ${items.length}`);
  return item;
}
