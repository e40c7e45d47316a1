import type { DialectTraits } from '../vmstate/dialect.ts';
import type { StructShape, Value } from '../vmstate/model/model.ts';
import { OracleFault } from './fault.ts';
import { pathAt, type Trail } from './path.ts';

/** A walk over a model: the dialect it follows and the path of the place it has reached. */
export interface Walk {
  readonly traits: DialectTraits;
  readonly trail: Trail;
}

/** One struct that a walk has entered. */
export interface Frame {
  readonly shape: StructShape;
  readonly values: readonly Value[];
  /** The version at which the struct is saved or loaded. */
  readonly version: number;
  /** The level of the trail that names the struct's members; the struct itself is named one level above. */
  readonly depth: number;
}

/** Throws an OracleFault with the path that the trail has at `depth`. */
export function fail({ trail }: Walk, depth: number, problem: string): never {
  throw new OracleFault(pathAt(trail, depth), problem);
}
