import { blockAt, readPointer, type Memory } from '../../vmstate/memory.ts';
import type { ByteWriter } from './byte-writer.ts';

/** `withAbi`: the engine takes any ABI, so the memory has to say which it is. */
export function putMemory(out: ByteWriter, memory: Memory, withAbi: boolean): void {
  const slots = ascending(memory.slots);
  let next = 0;
  let separator = withAbi ? `{${abiMember(memory)}"blocks":[` : '{"blocks":[';
  for (const { start, size } of memory.blocks) {
    out.put(separator);
    separator = ',';
    out.put('{"bytes":"');
    const digits = out.length;
    out.putHex(memory.bytes, start, start + size);
    out.put('","pointers":[');
    const first = next;
    for (let at = slots[next]; at !== undefined && at < start + size; at = slots[++next]) {
      out.zero(digits + 2 * (at - start), 2 * memory.abi.pointerSize);
      out.put(next === first ? '[' : ',[');
      putPointer(out, memory, start, at);
    }
    out.put(']}');
  }
  out.put(memory.blocks.length === 0 ? `${separator}]}` : ']}');
}

function putPointer(out: ByteWriter, memory: Memory, start: number, at: number): void {
  out.putInteger(at - start);
  const target = readPointer(memory, at);
  const index = target === null || target === undefined ? -1 : blockAt(memory, target);
  const block = memory.blocks[index];
  if (target === null) {
    out.put(']');
  } else if (target === undefined || block === undefined) {
    out.put(',-1,0]');
  } else {
    out.put(',');
    out.putInteger(index);
    out.put(',');
    out.putInteger(target - block.start);
    out.put(']');
  }
}

function abiMember({ abi }: Memory): string {
  return `"abi":{"pointer_size":${abi.pointerSize},"byte_order":"${abi.byteOrder}"},`;
}

/** Blocks lie in the order of their addresses; slots in ascending order fall into them one after the other. */
function ascending(slots: readonly number[]): readonly number[] {
  let last = -1;
  for (const at of slots) {
    if (at < last) return slots.toSorted((a, b) => a - b);
    last = at;
  }
  return slots;
}
