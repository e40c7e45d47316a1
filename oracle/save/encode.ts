import type { Dialect } from '../../vmstate/dialect.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { createSave, writeModel } from './model.ts';

/** Kept from call to call: nothing of it escapes, and a save is never interrupted by another. */
const save = createSave('qemu-10.2', null);

/**
 * The bytes that a save of the model puts on the wire: the payload alone,
 * without section header or footer. The result is the caller's own copy.
 *
 * - Members in order; one that no field describes, whose test says no, or that
 *   has no test and is newer than its struct, gives nothing, even if it must
 *   exist. Integers are big-endian, a struct is its members, nothing is aligned
 *   or padded (vmstate.c: vmstate_save_state_v in 10.2, vmstate_save_vmsd_v in
 *   11.1).
 * - A NULL element behind a slot is 0x30. Behind an allocated slot (11.1) a
 *   valid element is 0x31 and the element, otherwise the element alone.
 * - A count of 0 or below gives nothing.
 * - A list is 0x01 and the element for each, then 0x00. A temporary object is
 *   its members.
 * - The subsections of a struct that are needed follow its members, each with a
 *   header: 0x05, the length of its name in a byte, the name, its version in 32 bits.
 * - The bytes are those of a save whose hooks all succeed (`saveOutcome` says
 *   whether they do).
 *
 * Throws OracleFault, naming the path, when the values contradict the shape
 * (an array whose length is not its count, bytes of another length) or when
 * the dialect has no way to describe the member.
 */
export function encode(model: Model, dialect: Dialect): Uint8Array {
  return writeModel(save, model, dialect);
}
