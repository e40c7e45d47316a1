import { ADDRESS_BASE, blockAt, readPointer, writePointer } from '../../vmstate/host/memory.ts';
import { notAbove, type Width } from '../../vmstate/info.ts';
import { Fault } from './fault.ts';
import type { Machine } from './machine.ts';

/** The address of NULL: arithmetic on it gives what C gives, and no block is near it. */
export const NULL_ADDRESS: number = -ADDRESS_BASE;

/** A pointer that is no address of the memory. Harmless until it is followed. */
export const CORRUPT_ADDRESS: number = -(2 ** 40);

/** Throws unless `length` bytes at `address` are inside one block. C has no such check. */
export function reach(machine: Machine, address: number, length: number, writes: boolean): void {
  if (address < machine.low || address + length > machine.high) {
    focus(machine, address, length, writes);
  }
}

function focus(machine: Machine, address: number, length: number, writes: boolean): void {
  const { memory } = machine;
  const index = blockAt(memory, address);
  const block = memory.blocks[index];
  if (block !== undefined && address + length <= block.start + block.size) {
    machine.low = block.start;
    machine.high = block.start + block.size;
    return;
  }
  const what = `${writes ? 'writes' : 'reads'} ${length} bytes`;
  if (block !== undefined) {
    const place = `at block ${index} offset ${address - block.start}`;
    throw new Fault('', `${what} ${place}, block has ${block.size}`);
  }
  if (address >= 0) throw new Fault('', `${what} outside every block`);
  const near = address - NULL_ADDRESS;
  throw new Fault('', `${what} through ${near >= 0 ? `NULL+${near}` : 'a corrupt pointer'}`);
}

/** The address that a pointer slot holds. */
export function loadPointer(machine: Machine, slot: number): number {
  reach(machine, slot, machine.pointerSize, false);
  const target = readPointer(machine.memory, slot);
  if (target === undefined) return CORRUPT_ADDRESS;
  return target ?? NULL_ADDRESS;
}

/** Stores an address, or NULL, in a pointer slot. */
export function storePointer(machine: Machine, slot: number, target: number | null): void {
  reach(machine, slot, machine.pointerSize, true);
  const { memory } = machine;
  // A block that the load allocated did not have the slot yet; any other slot was there before.
  if (slot >= machine.fresh) memory.slots.push(slot);
  writePointer(memory, slot, target);
}

/** Stores an address in a slot that is known already, or gets known by `declareSlot`; NULL_ADDRESS is NULL. */
export function replacePointer(machine: Machine, slot: number, target: number | null): void {
  reach(machine, slot, machine.pointerSize, true);
  writePointer(machine.memory, slot, target === NULL_ADDRESS ? null : target);
}

/** Makes a slot of a block that the load allocated known. */
export function declareSlot(machine: Machine, slot: number): void {
  if (slot >= machine.fresh) machine.memory.slots.push(slot);
}

/** A member that holds a count or a size. */
export function loadInt32(machine: Machine, address: number): number {
  reach(machine, address, 4, false);
  return machine.view.getInt32(address, machine.little);
}

export function loadUint16(machine: Machine, address: number): number {
  reach(machine, address, 2, false);
  return machine.view.getUint16(address, machine.little);
}

export function loadUint8(machine: Machine, address: number): number {
  reach(machine, address, 1, false);
  return machine.view.getUint8(address);
}

/** A member that holds a count or a size of 11.2. */
export function loadUnsigned(machine: Machine, address: number, width: Width): number {
  switch (width) {
    case 1:
      return loadUint8(machine, address);
    case 2:
      return loadUint16(machine, address);
    case 4:
      return loadInt32(machine, address) >>> 0;
    case 8:
      reach(machine, address, 8, false);
      return notAbove(machine.view.getBigUint64(address, machine.little));
  }
}
