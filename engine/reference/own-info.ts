import { EINVAL } from '../../vmstate/wire.ts';
import { raise } from './errors.ts';
import type { Machine } from './machine.ts';

/** Any result of `put` that is not 0 is handed on. QEMU 7.2 to 10.2: vmstate.c:vmstate_save_state_v. */
export function anyPutResult(machine: Machine, result: number): number {
  if (result !== 0) machine.message = `put returned ${result}`;
  return result;
}

/** Only a negative result of `put` is a failure. QEMU 11.1: vmstate.c:vmstate_save_field. */
export function negativePutResult(machine: Machine, result: number): number {
  if (result >= 0) return 0;
  machine.message = `put returned ${result}`;
  raise(machine, machine.ops.words.put());
  return EINVAL;
}

/**
 * Only a negative result of `get` is a failure. QEMU 7.2 to 10.2:
 * vmstate.c:vmstate_load_state; 11.1: vmstate_load_field.
 */
export function getResult(machine: Machine, result: number): number {
  if (result >= 0) return 0;
  machine.message = `get returned ${result}`;
  const { ops, fields, depth } = machine;
  const field = fields[depth];
  if (ops.infoErrors === 'shared' && field !== undefined) raise(machine, ops.words.element('failing', field, result));
  return machine.ops.refusal(result);
}
