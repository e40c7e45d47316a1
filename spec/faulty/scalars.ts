import { reach } from '../../engine/reference/access.ts';
import { getBe16, getBe32, getByte } from '../../engine/reference/input.ts';
import { reserve } from '../../engine/reference/output.ts';
import { fault, type FaultyEngine } from './faulty-engine.ts';

/** Wrong widths, byte orders and truth values. */
export const scalarFaults: readonly FaultyEngine[] = [
  fault('byte-order', 'uint32-little-endian', 'uint32 travels little-endian, in both directions.', (right) => ({
    put(machine, info, address, size) {
      right.put(machine, info, address, size);
      const { bytes, used } = machine.output;
      if (info === 'uint32') bytes.subarray(used - 4, used).reverse();
    },
    get(machine, info, address, size) {
      const code = right.get(machine, info, address, size);
      if (info === 'uint32') machine.bytes.subarray(address, address + 4).reverse();
      return code;
    },
  })),
  fault('byte-order', 'uint16-in-host-order', 'uint16 is written in the byte order of the host.', (right) => ({
    put(machine, info, address, size) {
      right.put(machine, info, address, size);
      const { bytes, used } = machine.output;
      if (info === 'uint16' && machine.little) bytes.subarray(used - 2, used).reverse();
    },
  })),
  fault('byte-order', 'int64-halves-swapped', 'int64 and uint64 are written low half first.', (right) => ({
    put(machine, info, address, size) {
      right.put(machine, info, address, size);
      if (info !== 'int64' && info !== 'uint64') return;
      const { bytes, used } = machine.output;
      const low = bytes.slice(used - 4, used);
      bytes.copyWithin(used - 4, used - 8, used - 4);
      bytes.set(low, used - 8);
    },
  })),
  fault('byte-order', 'host-taken-for-little-endian', 'The host is taken for a little-endian one.', (right) => ({
    put(machine, info, address, size) {
      const { little } = machine;
      machine.little = true;
      right.put(machine, info, address, size);
      machine.little = little;
    },
  })),
  fault('size', 'uint16-loaded-as-uint8', 'A uint16 is loaded through a uint8_t variable.', (right) => ({
    get(machine, info, address, size) {
      if (info !== 'uint16') return right.get(machine, info, address, size);
      reach(machine, address, 2, true);
      machine.view.setUint16(address, getBe16(machine.input) & 0xff, machine.little);
      return 0;
    },
  })),
  fault('size', 'uint16-sent-as-int8', 'A uint16 is sent as a sign-extended int8.', (right) => ({
    put(machine, info, address, size) {
      if (info !== 'uint16') {
        right.put(machine, info, address, size);
        return;
      }
      reach(machine, address, 2, false);
      const low = machine.view.getUint16(address, machine.little) & 0xff;
      const at = reserve(machine.output, 2);
      machine.output.view.setInt16(at, (low << 24) >> 24);
    },
  })),
  fault('size', 'int32-loaded-as-int16', 'An int32 is loaded through an int16_t variable.', (right) => ({
    get(machine, info, address, size) {
      if (info !== 'int32') return right.get(machine, info, address, size);
      reach(machine, address, 4, true);
      machine.view.setInt32(address, (getBe32(machine.input) << 16) >> 16, machine.little);
      return 0;
    },
  })),
  fault('bool', 'bool-loaded-raw', 'A bool keeps whatever byte the stream has.', (right) => ({
    get: (machine, info, address, size) => right.get(machine, info === 'bool' ? 'uint8' : info, address, size),
  })),
  fault('bool', 'bool-only-one-is-true', 'A bool is true only if the stream has the byte 1.', (right) => ({
    get(machine, info, address, size) {
      if (info !== 'bool') return right.get(machine, info, address, size);
      reach(machine, address, 1, true);
      machine.bytes[address] = getByte(machine.input) === 1 ? 1 : 0;
      return 0;
    },
  })),
  fault('bool', 'bool-loaded-inverted', 'A bool is loaded as its opposite.', (right) => ({
    get(machine, info, address, size) {
      const code = right.get(machine, info, address, size);
      if (info === 'bool') machine.bytes[address] = machine.bytes[address] === 0 ? 1 : 0;
      return code;
    },
  })),
];
