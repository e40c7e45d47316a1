import type { Memory } from '../../vmstate/host/memory.ts';

/** Whether the bytes under a slot are zero, as they are sent: an address means nothing in another process. */
export function isBlankSlot({ view, abi }: Memory, at: number): boolean {
  return view.getUint32(at) === 0 && (abi.pointerSize === 4 || view.getUint32(at + 4) === 0);
}
