import { reach } from './access.ts';
import { getBe32 } from './input.ts';
import type { Machine } from './machine.ts';
import { reserve } from './output.ts';

/*
 * Of a QEMUTimer only the first eight bytes count: when it expires, in
 * nanoseconds, or a time below zero while it is not pending.
 */

/** QEMU 10.2, 11.1: savevm.c:timer_put; qemu-timer.c:timer_expire_time_ns. */
export function putTimer(machine: Machine, address: number): void {
  reach(machine, address, 8, false);
  const expiry = machine.view.getBigInt64(address, machine.little);
  const at = reserve(machine.output, 8);
  machine.output.view.setBigInt64(at, expiry >= 0n ? expiry : -1n);
}

/** QEMU 10.2, 11.1: savevm.c:timer_get; qemu-timer.c:timer_mod_ns, timer_del. */
export function getTimer(machine: Machine, address: number): void {
  const high = getBe32(machine.input);
  const low = getBe32(machine.input);
  reach(machine, address, 8, true);
  const expiry = (BigInt(high) << 32n) | BigInt(low >>> 0);
  machine.view.setBigInt64(address, expiry >= -1n ? expiry : 0n, machine.little);
}
