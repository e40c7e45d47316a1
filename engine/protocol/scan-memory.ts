import { isBlankSlot } from './blank-slot.ts';
import { addBlock, cloneMemory, writePointer, type Block, type Memory } from '../../vmstate/host/memory.ts';
import { hexInto, hexLength, scanInteger, scanLiteral, peek, type Scan } from './scan.ts';
import { ascending } from './slot-order.ts';

const CLOSE = 0x5d;

/** Room for what a load allocates, so that the arena seldom has to grow. */
const SLACK = 512;

/** Of each pointer its slot, the block (-1: NULL) and the offset in it. Kept from call to call. */
const targets: number[] = [];

/**
 * What `decodeMemory` makes of a response, if the engine keeps the order of
 * the slots as they were sent; otherwise null.
 */
export function scanMemory(scan: Scan, before: Memory): Memory | null {
  const memory = cloneMemory(before, SLACK);
  const given = before.blocks.length;
  const slots = ascending(before.slots);
  targets.length = 0;
  let next = 0;
  let index = 0;
  if (!scanLiteral(scan, '{"blocks":[{"bytes":"')) return null;
  do {
    const block = index < given ? memory.blocks[index] : newBlock(scan, memory);
    if (block === undefined || !hexInto(scan, memory.bytes, block.start, block.size)) return null;
    if (!scanLiteral(scan, '","pointers":[')) return null;
    while (peek(scan) !== CLOSE) {
      const at = scanPointer(scan, memory, block);
      if (at < 0) return null;
      if (index >= given) memory.slots.push(at);
      else if (slots[next++] !== at) return null;
    }
    index += 1;
  } while (scanLiteral(scan, ']},{"bytes":"'));
  if (!scanLiteral(scan, ']}]}') || index < given || next !== slots.length) return null;
  return pointed(memory) ? memory : null;
}

function newBlock(scan: Scan, memory: Memory): Block | undefined {
  const size = hexLength(scan);
  return Number.isInteger(size) ? memory.blocks[addBlock(memory, size)] : undefined;
}

/** The arena index of the slot; -1 if this is for somebody else. */
function scanPointer(scan: Scan, memory: Memory, block: Block): number {
  const { bytes, at: begin } = scan;
  if (!scanLiteral(scan, bytes[begin - 1] === CLOSE ? ',[' : '[')) return -1;
  const offset = scanInteger(scan);
  if (!(offset >= 0 && offset + memory.abi.pointerSize <= block.size)) return -1;
  const at = block.start + offset;
  if (scanLiteral(scan, ']')) {
    targets.push(at, -1, 0);
    return at;
  }
  if (!scanLiteral(scan, ',')) return -1;
  const index = scanInteger(scan);
  if (!(index >= 0) || !scanLiteral(scan, ',')) return -1;
  const inner = scanInteger(scan);
  if (!(inner >= 0) || !scanLiteral(scan, ']')) return -1;
  targets.push(at, index, inner);
  return at;
}

/** Writes the pointers, now that all blocks exist. */
function pointed(memory: Memory): boolean {
  for (let i = 0; i < targets.length; i += 3) if (!isBlankSlot(memory, targets[i] ?? 0)) return false;
  for (let i = 0; i < targets.length; i += 3) {
    const at = targets[i] ?? 0;
    const index = targets[i + 1] ?? 0;
    const inner = targets[i + 2] ?? 0;
    if (index === -1) {
      writePointer(memory, at, null);
      continue;
    }
    const target = memory.blocks[index];
    if (target === undefined || inner > target.size) return false;
    writePointer(memory, at, target.start + inner);
  }
  return true;
}
