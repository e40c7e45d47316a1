import { writePointer, type Block, type Memory } from '../../vmstate/host/memory.ts';
import { isBlankSlot } from './blank-slot.ts';
import { protocolFault, isInteger, isJsonArray, show, type JsonObject } from './fault.ts';

/**
 * Writes the pointers of a response into `memory`, whose blocks all exist by
 * now. The first `given` blocks have the slots of the request, neither more
 * nor fewer; the engine reports the slots of the others.
 */
export function decodePointers(memory: Memory, blocks: readonly JsonObject[], given: number): void {
  const slots = memory.slots.slice();
  let next = 0;
  for (const [index, block] of memory.blocks.entries()) {
    const list = blocks[index]?.['pointers'];
    if (!isJsonArray(list)) return protocolFault(`memory.blocks[${index}].pointers is not an array: ${show(list)}`);
    for (const pointer of list) {
      const at = decodePointer(memory, block, index, pointer);
      if (index >= given) memory.slots.push(at);
      // The engine has most probably kept the request's order.
      else if (slots[next] === at) next += 1;
      else if (!take(slots, next, at)) {
        protocolFault(`memory.blocks[${index}].pointers has a slot at ${at - block.start} that the request has not`);
      }
    }
  }
  const missing = slots[next];
  if (missing !== undefined) lack(memory, missing);
}

/** Takes `at` out of the slots that are still to come. */
function take(slots: number[], from: number, at: number): boolean {
  const index = slots.indexOf(at, from);
  if (index === -1) return false;
  slots.splice(index, 1);
  return true;
}

/** Returns the arena index of the slot. */
function decodePointer(memory: Memory, block: Block, of: number, value: unknown): number {
  if (!isJsonArray(value))
    return protocolFault(`memory.blocks[${of}].pointers has an entry that is no array: ${show(value)}`);
  const [offset, index, inner] = value;
  if (!isInteger(offset) || offset < 0 || offset + memory.abi.pointerSize > block.size) {
    return protocolFault(`memory.blocks[${of}].pointers has a slot outside its block: ${show(value)}`);
  }
  const at = block.start + offset;
  if (!isBlankSlot(memory, at)) {
    return protocolFault(
      `memory.blocks[${of}].bytes has other bytes than zeros under the slot at ${offset}: what it points to is in pointers`,
    );
  }
  if (value.length === 1) {
    writePointer(memory, at, null);
    return at;
  }
  if (value.length !== 3 || !isInteger(index) || !isInteger(inner)) {
    return protocolFault(
      `memory.blocks[${of}].pointers has an entry that is neither [offset] nor [offset, block, offset]: ${show(value)}`,
    );
  }
  if (index === -1 && inner === 0) {
    writeWildPointer(memory, at);
    return at;
  }
  const target = memory.blocks[index];
  if (target === undefined || inner < 0 || inner > target.size) {
    return protocolFault(`memory.blocks[${of}].pointers points outside every block: ${show(value)}`);
  }
  writePointer(memory, at, target.start + inner);
  return at;
}

/** A pointer to nothing that this memory knows: `readPointer` has no answer for it. */
function writeWildPointer(memory: Memory, at: number): void {
  for (let i = 0; i < memory.abi.pointerSize; i += 4) memory.view.setUint32(at + i, 0xdeadbeef);
}

function lack(memory: Memory, at: number): never {
  const index = memory.blocks.findIndex(({ start, size }) => at >= start && at < start + size);
  return protocolFault(
    `memory.blocks[${index}].pointers lacks the request's slot at ${at - (memory.blocks[index]?.start ?? 0)}`,
  );
}
