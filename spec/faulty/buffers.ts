import { putByte } from '../../engine/reference/output.ts';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { areaFault, ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Raw and unused bytes. */
export const bufferFaults: readonly FaultyEngine[] = [
  areaFault({ area: 'unused', id: 'unused-saved-as-ones', breaks: 'Unused bytes are written as 0xff.' }, (right) => ({
    put(machine, info, address, size) {
      right.put(machine, info, address, size);
      const { bytes, used } = machine.output;
      if (info === 'unused_buffer') bytes.fill(0xff, used - size, used);
    },
  })),
  areaFault(
    { area: 'unused', id: 'unused-saved-from-memory', breaks: 'Unused bytes are written from memory.' },
    (right) => ({
      put: (machine, info, address, size) => {
        right.put(machine, info === 'unused_buffer' ? 'buffer' : info, address, size);
      },
    }),
  ),
  areaFault(
    { area: 'unused', id: 'unused-loaded-into-memory', breaks: 'Unused bytes are loaded into memory.' },
    (right) => ({
      get: (machine, info, address, size) =>
        right.get(machine, info === 'unused_buffer' ? 'buffer' : info, address, size),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SIZE-8'],
      id: 'unused-behind-slots-unsaved',
      breaks: 'Unused bytes behind a pointer are as many as the size of the field says, and so none.',
      dialects: dialects.filter((dialect) => traitsOf(dialect).pointerStride),
    },
    (right) => ({
      put(machine, info, address, size) {
        const field = machine.fields[machine.depth];
        const behind = field !== undefined && (field.flags & VMS.ARRAY_OF_POINTER) !== 0;
        right.put(machine, info, address, info === 'unused_buffer' && behind ? field.size : size);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SIZE-8'],
      id: 'bitmap-behind-slots-in-bytes',
      breaks: 'A bitmap behind a pointer has as many bytes as a pointer, and not as many bits.',
    },
    (right) => ({
      get(machine, info, address, size) {
        const field = machine.fields[machine.depth];
        const behind = field !== undefined && (field.flags & VMS.ARRAY_OF_POINTER) !== 0;
        return right.get(machine, info === 'bitmap' && behind ? 'buffer' : info, address, size);
      },
    }),
  ),
  areaFault({ area: 'unused', id: 'unused-not-consumed', breaks: 'Unused bytes stay in the stream.' }, (right) => ({
    get: (machine, info, address, size) => (info === 'unused_buffer' ? 0 : right.get(machine, info, address, size)),
  })),
  areaFault(
    {
      area: 'unused',
      id: 'unused-two-chunks',
      breaks: 'At most 2,048 unused bytes are skipped.',
    },
    (right) => ({
      get: (machine, info, address, size) =>
        right.get(machine, info, address, info === 'unused_buffer' && size > 2048 ? 2048 : size),
    }),
  ),
  areaFault(
    {
      area: 'determinism',
      id: 'unused-stale',
      breaks: 'Unused bytes are written from a buffer that is never cleared.',
    },
    (right) => {
      let saves = 0;
      return {
        put(machine, info, address, size) {
          if (info !== 'unused_buffer') right.put(machine, info, address, size);
          else for (let i = 0; i < size; i++) putByte(machine.output, saves & 0xff);
          saves++;
        },
      };
    },
  ),
  areaFault(
    { area: 'determinism', id: 'buffer-end-forgotten', breaks: 'Every other save leaves the last byte of a buffer 0.' },
    (right) => {
      let saves = 0;
      return {
        put(machine, info, address, size) {
          right.put(machine, info, address, size);
          if (info !== 'buffer' || size <= 0) return;
          if (++saves % 2 === 0) machine.output.bytes[machine.output.used - 1] = 0;
        },
      };
    },
  ),
  areaFault(
    { area: 'consume', id: 'buffer-end-not-loaded', breaks: 'The last byte of a buffer is left in the stream.' },
    (right) => ({
      get: (machine, info, address, size) =>
        right.get(machine, info, address, info === 'buffer' && size > 0 ? size - 1 : size),
    }),
  ),
];
