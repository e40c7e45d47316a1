import type { VMStateDescription } from '../../vmstate/description.ts';
import { QEMU_VM_SUBSECTION } from '../../vmstate/wire.ts';
import { peekBuffer, peekByte, type Input } from './input.ts';
import type { Machine } from './machine.ts';

const ENOENT = -2;

const encoder = new TextEncoder();

/**
 * After the fields of each struct, nested ones included, a load looks for a
 * subsection. Descriptions have none, so one that claims this struct's name is
 * refused and any other is left to whoever reads on. The look takes nothing,
 * but at the end of the stream it sets the stream's error.
 * QEMU 10.2, 11.1: vmstate.c:vmstate_subsection_load.
 */
export function peekSubsection(machine: Machine, vmsd: VMStateDescription): number {
  const { input } = machine;
  if (peekByte(input, 0) !== QEMU_VM_SUBSECTION) return 0;
  const prefix = encoder.encode(vmsd.name);
  const length = peekByte(input, 1);
  if (length < prefix.length + 1) return 0;
  if (peekBuffer(input, 2, length) !== length) return 0;
  if (!startsWith(input, prefix)) return 0;
  machine.message = `${vmsd.name}: the stream has a subsection, the description has none`;
  return machine.ops.refusal(ENOENT);
}

function startsWith(input: Input, prefix: Uint8Array): boolean {
  const from = input.position + 2;
  return prefix.every((byte, i) => input.bytes[from + i] === byte);
}
