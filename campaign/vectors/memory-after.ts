import { encodeMemory } from '../../engine/protocol/encode-memory.ts';
import { memoryAfterLoad, type LoadedState } from '../../layout/layout.ts';
import type { StructPlan } from '../../layout/plan.ts';
import type { Memory } from '../../vmstate/host/memory.ts';

/** A memory after a load, and the bytes of it that nobody specifies. */
export interface MemoryAfter {
  readonly memory: unknown;
  readonly unspecified: readonly (readonly [number, number, number])[];
}

/** The memory after a load, the blocks that it allocates behind those of the destination. */
export function memoryAfter(plan: StructPlan, destination: Memory, loaded: LoadedState): MemoryAfter {
  const pointers = new Set(destination.slots);
  const { pointerSize } = destination.abi;
  const zeros = memoryAfterLoad(plan, destination, loaded, {
    fill: 0,
    sink: (start, length, _, what) => {
      if (what === 'pointer') for (let at = start; at < start + length; at += pointerSize) pointers.add(at);
    },
  });
  // Those in fresh blocks too: a reader's addresses are others.
  zeros.slots = [...pointers];
  const ones = memoryAfterLoad(plan, destination, loaded, { fill: 0xff });
  const unspecified: (readonly [number, number, number])[] = [];
  zeros.blocks.forEach(({ start, size }, block) => {
    for (let from = 0; from < size; from++) {
      if (zeros.bytes[start + from] === ones.bytes[start + from]) continue;
      let to = from + 1;
      while (to < size && zeros.bytes[start + to] !== ones.bytes[start + to]) to++;
      unspecified.push([block, from, to]);
      from = to;
    }
  });
  return { memory: JSON.parse(encodeMemory(zeros, false)), unspecified };
}
