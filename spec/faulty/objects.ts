import { loadPointer, NULL_ADDRESS } from '../../engine/reference/access.ts';
import { heldBy } from '../../engine/reference/byte-array.ts';
import { getBe32, getByte, peekByte } from '../../engine/reference/input.ts';
import { reserve } from '../../engine/reference/output.ts';
import { ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Timers and arrays that know their length. */
export const objectFaults: readonly FaultyEngine[] = [
  ruleFault(
    { rules: ['VMS-TIMER-1'], id: 'timer-in-microseconds', breaks: 'A timer is sent in microseconds.' },
    (right) => ({
      put(machine, info, address, size) {
        right.put(machine, info, address, size);
        const { view, used } = machine.output;
        if (info === 'timer') view.setBigInt64(used - 8, view.getBigInt64(used - 8) / 1000n);
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-TIMER-1'], id: 'timer-stopped-as-0', breaks: 'A timer that is not pending is sent as 0.' },
    (right) => ({
      put(machine, info, address, size) {
        right.put(machine, info, address, size);
        const { view, used } = machine.output;
        if (info === 'timer' && view.getBigInt64(used - 8) < 0n) view.setBigInt64(used - 8, 0n);
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-TIMER-1'], id: 'timer-below-zero-kept', breaks: 'A load keeps a time below zero.' },
    (right) => ({
      get: (machine, info, address, size) => right.get(machine, info === 'timer' ? 'int64' : info, address, size),
    }),
  ),
  ruleFault(
    { rules: ['VMS-TIMER-1'], id: 'timer-not-stopped', breaks: 'A load of -1 leaves the timer running.' },
    (right) => ({
      get(machine, info, address, size) {
        const own = machine.bytes.slice(address, address + 8);
        const code = right.get(machine, info, address, size);
        if (info === 'timer' && machine.view.getBigInt64(address, machine.little) < 0n) machine.bytes.set(own, address);
        return code;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-BYTES-1'],
      id: 'byte-array-without-length',
      breaks: 'A GByteArray is sent without its length.',
      dialects: ['qemu-11.1', 'qemu-11.2'],
    },
    (right) => ({
      put(machine, info, address, size) {
        const before = machine.output.used - machine.output.start;
        right.put(machine, info, address, size);
        if (info !== 'g_byte_array') return;
        const { bytes, start, used } = machine.output;
        bytes.copyWithin(start + before, start + before + 4, used);
        machine.output.used -= 4;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-BYTES-1'],
      id: 'byte-array-never-shorter',
      breaks: 'A load never makes a GByteArray shorter.',
      dialects: ['qemu-11.1', 'qemu-11.2'],
    },
    (right) => ({
      setArraySize(machine, array, length) {
        const held = heldBy(machine, array);
        if (length > held) right.setArraySize(machine, array, length);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-BYTES-1'],
      id: 'byte-array-appended',
      breaks: 'A load adds the bytes to the length of a GByteArray.',
      dialects: ['qemu-11.1', 'qemu-11.2'],
    },
    (right) => ({
      setArraySize(machine, array, length) {
        const held = heldBy(machine, array);
        right.setArraySize(machine, array, Math.min(held, 64) + length);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-BYTES-1'],
      id: 'byte-array-length-as-uint16',
      breaks: 'The length of a GByteArray is sent in 16 bits.',
      dialects: ['qemu-11.1', 'qemu-11.2'],
    },
    (right) => ({
      put(machine, info, address, size) {
        const before = machine.output.used - machine.output.start;
        right.put(machine, info, address, size);
        if (info !== 'g_byte_array') return;
        const at = machine.output.start + before;
        machine.output.bytes.copyWithin(at, at + 2, machine.output.used);
        machine.output.used -= 2;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-ABORT-4'],
      id: 'byte-array-null-is-empty',
      breaks: 'A NULL pointer to a GByteArray is taken for an empty one.',
      dialects: ['qemu-11.1', 'qemu-11.2'],
    },
    (right) => ({
      put(machine, info, address, size) {
        if (info === 'g_byte_array' && loadPointer(machine, address) === NULL_ADDRESS) {
          reserve(machine.output, 4);
          return;
        }
        right.put(machine, info, address, size);
      },
      get(machine, info, address, size) {
        if (info !== 'g_byte_array' || loadPointer(machine, address) !== NULL_ADDRESS)
          return right.get(machine, info, address, size);
        for (let left = getBe32(machine.input) >>> 0; left > 0; left--) getByte(machine.input);
        return 0;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-BYTES-2'],
      id: 'byte-array-too-long-is-empty',
      breaks: 'A GByteArray of more bytes than are allowed is taken for an empty one.',
      dialects: ['qemu-11.1', 'qemu-11.2'],
    },
    (right) => ({
      get(machine, info, address, size) {
        if (info !== 'g_byte_array' || peekByte(machine.input, 0) !== 0xff)
          return right.get(machine, info, address, size);
        getBe32(machine.input);
        machine.ops.setArraySize(machine, loadPointer(machine, address), 0);
        return 0;
      },
    }),
  ),
];
