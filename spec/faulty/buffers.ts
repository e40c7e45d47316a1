import { putByte } from '../../engine/reference/output.ts';
import { fault, type FaultyEngine } from './faulty-engine.ts';

/** Raw and unused bytes. */
export const bufferFaults: readonly FaultyEngine[] = [
  fault('unused', 'unused-saved-as-ones', 'Unused bytes are written as 0xff.', (right) => ({
    put(machine, info, address, size) {
      right.put(machine, info, address, size);
      const { bytes, used } = machine.output;
      if (info === 'unused_buffer') bytes.fill(0xff, used - size, used);
    },
  })),
  fault('unused', 'unused-saved-from-memory', 'Unused bytes are written from memory.', (right) => ({
    put: (machine, info, address, size) => {
      right.put(machine, info === 'unused_buffer' ? 'buffer' : info, address, size);
    },
  })),
  fault('unused', 'unused-loaded-into-memory', 'Unused bytes are loaded into memory.', (right) => ({
    get: (machine, info, address, size) =>
      right.get(machine, info === 'unused_buffer' ? 'buffer' : info, address, size),
  })),
  fault('unused', 'unused-not-consumed', 'Unused bytes stay in the stream.', (right) => ({
    get: (machine, info, address, size) => (info === 'unused_buffer' ? 0 : right.get(machine, info, address, size)),
  })),
  fault('unused', 'unused-two-chunks', 'At most 2,048 unused bytes are skipped.', (right) => ({
    get: (machine, info, address, size) =>
      right.get(machine, info, address, info === 'unused_buffer' && size > 2048 ? 2048 : size),
  })),
  fault('determinism', 'unused-stale', 'Unused bytes are written from a buffer that nobody clears.', (right) => {
    let saves = 0;
    return {
      put(machine, info, address, size) {
        if (info !== 'unused_buffer') right.put(machine, info, address, size);
        else for (let i = 0; i < size; i++) putByte(machine.output, saves & 0xff);
        saves++;
      },
    };
  }),
  fault('determinism', 'buffer-end-forgotten', 'Every other save leaves the last byte of a buffer 0.', (right) => {
    let saves = 0;
    return {
      put(machine, info, address, size) {
        right.put(machine, info, address, size);
        if (info !== 'buffer' || size <= 0) return;
        if (++saves % 2 === 0) machine.output.bytes[machine.output.used - 1] = 0;
      },
    };
  }),
  fault('consume', 'buffer-end-not-loaded', 'The last byte of a buffer is left in the stream.', (right) => ({
    get: (machine, info, address, size) =>
      right.get(machine, info, address, info === 'buffer' && size > 0 ? size - 1 : size),
  })),
];
