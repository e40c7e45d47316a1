import { blockAt, readPointer, type Memory } from '../../vmstate/host/memory.ts';
import { createTexts } from './members.ts';
import { ascending } from './slot-order.ts';

/** `withAbi`: the engine takes any ABI, so the memory has to say which it is. */
export function encodeMemory(memory: Memory, withAbi: boolean): string {
  const slots = ascending(memory.slots);
  const hex = hexOf(memory, slots);
  let text = withAbi ? `{${abiMember(memory)}"blocks":[` : '{"blocks":[';
  let next = 0;
  let begin = '{"bytes":"';
  for (const { start, size } of memory.blocks) {
    const end = start + size;
    text += begin + hex.slice(2 * start, 2 * end);
    begin = ',{"bytes":"';
    let at = slots[next];
    if (at === undefined || at >= end) {
      text += '","pointers":[]}';
      continue;
    }
    text += `","pointers":[${pointerText(memory, start, at, firsts)}`;
    for (at = slots[++next]; at !== undefined && at < end; at = slots[++next]) {
      text += pointerText(memory, start, at, others);
    }
    text += ']}';
  }
  return `${text}]}`;
}

let scratch = Buffer.alloc(64 * 1024);

/** The whole arena in one call, because a call costs as much as hundreds of digits; slots are zeros. */
function hexOf(memory: Memory, slots: readonly number[]): string {
  const { used } = memory;
  if (used > scratch.length) scratch = Buffer.alloc(2 * used);
  scratch.set(memory.bytes.length === used ? memory.bytes : memory.bytes.subarray(0, used));
  const { pointerSize } = memory.abi;
  for (const at of slots) for (let i = 0; i < pointerSize; i += 1) scratch[at + i] = 0;
  return scratch.toString('hex', 0, used);
}

const firsts = createTexts('[', '');
const others = createTexts(',[', '');
const indices = createTexts(',', '');
/** Most pointers point to the beginning of a block. */
const begins = createTexts(',', ',0]');

function pointerText(memory: Memory, start: number, at: number, offsets: (value: number) => string): string {
  const offset = offsets(at - start);
  const target = readPointer(memory, at);
  if (target === null) return `${offset}]`;
  const index = target === undefined ? -1 : blockAt(memory, target);
  const block = memory.blocks[index];
  if (target === undefined || block === undefined) return `${offset},-1,0]`;
  const inner = target - block.start;
  return inner === 0 ? offset + begins(index) : `${offset}${indices(index)},${inner}]`;
}

function abiMember({ abi }: Memory): string {
  return `"abi":{"pointer_size":${abi.pointerSize},"byte_order":"${abi.byteOrder}"},`;
}
