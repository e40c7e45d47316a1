import { isScalar, widthOf } from '../../vmstate/info.ts';
import { cloneMemory } from '../../vmstate/host/memory.ts';
import { areaFault, type FaultyEngine, type WrongOps } from './faulty-engine.ts';

/** Bytes changed that are none of the engine's business. */
export const frameFaults: readonly FaultyEngine[] = [
  areaFault(
    { area: 'frame', id: 'byte-behind-cleared', breaks: 'A load clears the byte behind the element it stores.' },
    (right) => ({
      get(machine, info, address, size) {
        const code = right.get(machine, info, address, size);
        const end = address + (isScalar(info) ? widthOf(info) : size);
        if (end < machine.high && (isScalar(info) || info === 'buffer')) machine.bytes[end] = 0;
        return code;
      },
    }),
  ),
  areaFault(
    { area: 'frame', id: 'byte-before-cleared', breaks: 'A load clears the byte before a buffer.' },
    (right) => ({
      get(machine, info, address, size) {
        const code = right.get(machine, info, address, size);
        if (info === 'buffer' && size > 0 && address > machine.low) machine.bytes[address - 1] = 0;
        return code;
      },
    }),
  ),
  changedBySave('save-swaps-in-place', 'A save leaves uint16 members of memory with their bytes swapped.', (right) => ({
    put(machine, info, address, size) {
      right.put(machine, info, address, size);
      if (info === 'uint16') machine.bytes.subarray(address, address + 2).reverse();
    },
  })),
  changedBySave('save-clears-members', 'A save leaves zeros in the scalars that it has sent.', (right) => ({
    put(machine, info, address, size) {
      right.put(machine, info, address, size);
      if (isScalar(info)) machine.bytes.fill(0, address, address + widthOf(info));
    },
  })),
  changedBySave('save-counts-up', 'A save adds 1 to the last byte of each scalar that it has sent.', (right) => ({
    put(machine, info, address, size) {
      right.put(machine, info, address, size);
      if (!isScalar(info)) return;
      const last = address + widthOf(info) - 1;
      machine.bytes[last] = (machine.bytes[last] ?? 0) + 1;
    },
  })),
];

/**
 * Works on a copy, as an engine behind a pipe would: the caller sees the
 * change in the memory it gets back.
 */
function changedBySave(id: string, breaks: string, wrong: WrongOps): FaultyEngine {
  const faulty = areaFault({ area: 'frame', id, breaks }, wrong);
  return {
    ...faulty,
    create(...how) {
      const engine = faulty.create(...how);
      return {
        ...engine,
        save: (request) => engine.save({ ...request, memory: cloneMemory(request.memory) }),
      };
    },
  };
}
