import type { Abi } from '../host/abi.ts';
import type { Dialect } from '../dialect.ts';
import type { Model } from '../model/model.ts';

/**
 * What one run is about; description, memory, bytes and verdicts all follow from it.
 *
 * @since 0.1.0
 */
export interface Case {
  readonly dialect: Dialect;
  readonly abi: Abi;
  /** Decides the layout, the noise and the destination; an unsigned 32-bit integer. */
  readonly seed: number;
  readonly model: Model;
}
