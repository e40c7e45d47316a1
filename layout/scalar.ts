import type { Memory } from '../vmstate/host/memory.ts';
import type { Value } from '../vmstate/model/model.ts';

/** Stores a scalar of the given width in host byte order. */
export function storeScalar(memory: Memory, at: number, width: number, value: Value): void {
  if (width === 1) memory.bytes[at] = typeof value === 'number' ? value : 0;
  else if (width === 4)
    memory.view.setUint32(at, typeof value === 'number' ? value : 0, memory.abi.byteOrder === 'little');
  else if (width === 2)
    memory.view.setUint16(at, typeof value === 'number' ? value : 0, memory.abi.byteOrder === 'little');
  else memory.view.setBigUint64(at, typeof value === 'bigint' ? value : 0n, memory.abi.byteOrder === 'little');
}
