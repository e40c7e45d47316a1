import { addBlock, cloneMemory, type Memory } from '../../vmstate/host/memory.ts';
import { decodeHexInto } from './decode-hex.ts';
import { decodePointers } from './decode-pointers.ts';
import { protocolFault, isJsonArray, isObject, show, type JsonObject } from './fault.ts';

/**
 * The memory of a response: the blocks of the request at the same places, with
 * the bytes of the response, then the blocks that the engine allocated.
 */
export function decodeMemory(value: unknown, before: Memory): Memory {
  if (!isObject(value)) return protocolFault(`memory is not an object: ${show(value)}`);
  checkAbi(value['abi'], before);
  const list = value['blocks'];
  if (!isJsonArray(list)) return protocolFault(`memory.blocks is not an array: ${show(list)}`);
  if (list.length < before.blocks.length) {
    protocolFault(`memory.blocks has ${list.length} blocks, fewer than the ${before.blocks.length} of the request`);
  }
  const memory = cloneMemory(before);
  const blocks: JsonObject[] = [];
  for (const block of list) blocks.push(fillBlock(memory, block, blocks.length));
  decodePointers(memory, blocks, before.blocks.length);
  return memory;
}

function fillBlock(memory: Memory, value: unknown, index: number): JsonObject {
  if (!isObject(value)) return protocolFault(`memory.blocks[${index}] is not an object: ${show(value)}`);
  const hex = value['bytes'];
  if (typeof hex !== 'string') return protocolFault(`memory.blocks[${index}].bytes is not a string: ${show(hex)}`);
  if (index >= memory.blocks.length) addBlock(memory, (hex.length + 1) >> 1);
  const block = memory.blocks[index];
  if (block === undefined || hex.length !== 2 * block.size) {
    return protocolFault(`memory.blocks[${index}].bytes has ${hex.length} digits instead of ${2 * (block?.size ?? 0)}`);
  }
  decodeHexInto(hex, memory.bytes, block.start, `memory.blocks[${index}].bytes`);
  return value;
}

/** Saying the ABI again is allowed, contradicting the request is not. */
function checkAbi(value: unknown, { abi }: Memory): void {
  if (value === undefined) return;
  const same = isObject(value) && value['pointer_size'] === abi.pointerSize && value['byte_order'] === abi.byteOrder;
  if (!same) protocolFault(`memory.abi is not the request's: ${show(value)}`);
}
