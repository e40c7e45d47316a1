import type { VMStateField } from '../../vmstate/host/description.ts';
import { addBlock } from '../../vmstate/host/memory.ts';
import { NULL_ADDRESS, storePointer } from './access.ts';
import { Fault } from './fault.ts';
import { adopt, type Machine } from './machine.ts';
import { RUNAWAY } from './output.ts';

/** Adds a block to the memory of a load and returns its address. */
export function allocate(machine: Machine, size: number, content: number): number {
  if (size > RUNAWAY) throw new Fault('allocation: ', `allocates ${size} bytes`);
  const { memory } = machine;
  const start = memory.blocks[addBlock(memory, size)]?.start ?? 0;
  adopt(machine, memory);
  machine.bytes.fill(content, start, start + size);
  return start;
}

/** Takes a block that a load allocated out of the memory again. NULL is no block. */
export function release(machine: Machine, address: number): void {
  const { memory } = machine;
  const index = memory.blocks.findIndex(({ start }) => start === address);
  const block = memory.blocks[index];
  if (block === undefined) return;
  const { start, size } = block;
  memory.bytes.fill(0, start, start + size);
  memory.slots = memory.slots.filter((slot) => slot < start || slot >= start + size);
  // The next block takes its index.
  if (index === memory.blocks.length - 1) memory.used = start;
  memory.blocks.splice(index, 1);
  machine.low = 0;
  machine.high = 0;
}

/** A gsize product: it wraps at the host's word, and a negative factor makes it huge. */
export function allocationSize(machine: Machine, size: number, count: number): number {
  const product = size * count;
  if (size >= 0 && count >= 0 && product < 2 ** 32) return product;
  return Number(BigInt.asUintN(machine.pointerSize * 8, BigInt(size) * BigInt(count)));
}

/**
 * Nothing to hold, nothing allocated: the old pointer stays. The old block is
 * not freed. QEMU 10.2, 11.1: vmstate.c:vmstate_handle_alloc.
 */
export function allocateArray(machine: Machine, slot: number, size: number, count: number): void {
  const total = allocationSize(machine, size, count);
  if (total !== 0) storePointer(machine, slot, allocate(machine, total, machine.ops.garbage));
}

/**
 * One zeroed element of its own size. QEMU 11.1: vmstate.c:vmstate_load_next,
 * whose allocation of 0 bytes is NULL.
 */
export function allocateObject(machine: Machine, field: VMStateField, slot: number): number {
  if (field.size === 0) return NULL_ADDRESS;
  const address = allocate(machine, asUnsigned(machine, field.size), 0);
  storePointer(machine, slot, address);
  return address;
}

/** A negative int as the size_t it becomes. */
export function asUnsigned(machine: Machine, size: number): number {
  return size < 0 ? size + 2 ** (machine.pointerSize * 8) : size;
}
