import type { Dialect } from '../../vmstate/dialect.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { createSave, writeModel } from './model.ts';

/** Kept from call to call: nothing of it escapes, and a save is never interrupted by another. */
const save = createSave('qemu-10.2', null);

/**
 * The bytes that a save of the model writes, on every host.
 *
 * @throws OracleFault if the values contradict the shape, or the dialect cannot describe a member.
 * @example
 * ```ts
 * expect(save(model)).toEqual(encode(model, 'qemu-11.1'));
 * ```
 * @since 0.1.0
 */
export function encode(model: Model, dialect: Dialect): Uint8Array {
  return writeModel(save, model, dialect);
}
