import type { Arbitrary } from 'fast-check';
import type { Case } from '../vmstate/case/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { abis as allAbis, type Abi } from '../vmstate/host/abi.ts';
import { scalars } from '../vmstate/info.ts';
import { CaseArbitrary } from './case-arbitrary.ts';
import { CaseGenerator } from './case-generator.ts';

/**
 * Options of {@link cases}.
 *
 * @since 0.1.0
 */
export interface CasesOptions {
  /** The release whose field types and flags are used. */
  readonly dialect: Dialect;
  /** Host ABIs to choose from; not empty. Default: 32 and 64 bits, little- and big-endian. */
  readonly abis?: readonly Abi[] | undefined;
  /**
   * The only features to use, as in a `hello` (`VMS_ARRAY`, `info:uint32`, `part:subsections`).
   * `VMS_SINGLE` and one scalar type are the minimum. Default: every feature of the dialect.
   */
  readonly features?: readonly string[] | undefined;
}

/**
 * An arbitrary of legal cases: a random device (nested structs, arrays, pointers,
 * lists, subsections, hooks) with a random state, a host ABI and a layout seed.
 * It shrinks to the smallest device that still fails, and shrinks stored cases
 * (`examples`) as well as generated ones.
 *
 * Very long arrays and names of 255 bytes occur only in campaigns: use `check` for a
 * verdict, `cases` for properties of your own.
 *
 * @throws RangeError if `abis` is empty or `features` allow no case.
 * @example
 * ```ts
 * fc.assert(fc.property(cases({ dialect: 'qemu-11.1' }), ({ model, dialect }) => {
 *   expect(mySave(model)).toEqual(encode(model, dialect));
 * }));
 * ```
 * @since 0.1.0
 */
export function cases({ dialect, abis = allAbis, features }: CasesOptions): Arbitrary<Case> {
  if (abis.length === 0) throw new RangeError('cases: abis is empty');
  if (features === undefined) return new CaseArbitrary(new CaseGenerator({ dialect, abis }));
  const listed = new Set(features);
  if (!listed.has('VMS_SINGLE') || !scalars.some((type) => listed.has(`info:${type}`))) {
    throw new RangeError('cases: features must contain VMS_SINGLE and a scalar type such as info:uint32');
  }
  return new CaseArbitrary(new CaseGenerator({ dialect, abis, allows: (feature) => listed.has(feature) }));
}
