import { isScalar, widthOf } from '../../vmstate/info.ts';
import { cloneMemory } from '../../vmstate/host/memory.ts';
import { areaFault, type FaultyEngine } from './faulty-engine.ts';

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
  saveChangesMemory(),
];

/**
 * Works on a copy, as an engine behind a pipe would: the caller sees the
 * change in the memory it gets back.
 */
function saveChangesMemory(): FaultyEngine {
  const faulty = areaFault(
    {
      area: 'frame',
      id: 'save-swaps-in-place',
      breaks: 'A save leaves uint16 members of memory with their bytes swapped.',
    },
    (right) => ({
      put(machine, info, address, size) {
        right.put(machine, info, address, size);
        if (info === 'uint16') machine.bytes.subarray(address, address + 2).reverse();
      },
    }),
  );
  return {
    ...faulty,
    create(dialect) {
      const engine = faulty.create(dialect);
      return {
        ...engine,
        save: (request) => engine.save({ ...request, memory: cloneMemory(request.memory) }),
      };
    },
  };
}
