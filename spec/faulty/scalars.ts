import { reach } from '../../engine/reference/access.ts';
import { getBe16, getBe32, getByte, nextByte } from '../../engine/reference/input.ts';
import { reserve } from '../../engine/reference/output.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { areaFault, type FaultyEngine } from './faulty-engine.ts';

/** Wrong widths, byte orders and truth values. */
export const scalarFaults: readonly FaultyEngine[] = [
  areaFault(
    { area: 'byte-order', id: 'uint32-little-endian', breaks: 'uint32 travels little-endian, in both directions.' },
    (right) => ({
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
    }),
  ),
  areaFault(
    { area: 'byte-order', id: 'uint16-in-host-order', breaks: 'uint16 is written in the byte order of the host.' },
    (right) => ({
      put(machine, info, address, size) {
        right.put(machine, info, address, size);
        const { bytes, used } = machine.output;
        if (info === 'uint16' && machine.little) bytes.subarray(used - 2, used).reverse();
      },
    }),
  ),
  areaFault(
    { area: 'byte-order', id: 'int64-halves-swapped', breaks: 'int64 and uint64 are written low half first.' },
    (right) => ({
      put(machine, info, address, size) {
        right.put(machine, info, address, size);
        if (info !== 'int64' && info !== 'uint64') return;
        const { bytes, used } = machine.output;
        const low = bytes.slice(used - 4, used);
        bytes.copyWithin(used - 4, used - 8, used - 4);
        bytes.set(low, used - 8);
      },
    }),
  ),
  areaFault(
    { area: 'byte-order', id: 'host-taken-for-little-endian', breaks: 'The host is taken for a little-endian one.' },
    (right) => ({
      put(machine, info, address, size) {
        const { little } = machine;
        machine.little = true;
        right.put(machine, info, address, size);
        machine.little = little;
      },
    }),
  ),
  areaFault(
    { area: 'size', id: 'uint16-loaded-as-uint8', breaks: 'A uint16 is loaded through a uint8_t variable.' },
    (right) => ({
      get(machine, info, address, size) {
        if (info !== 'uint16') return right.get(machine, info, address, size);
        reach(machine, address, 2, true);
        machine.view.setUint16(address, getBe16(machine.input) & 0xff, machine.little);
        return 0;
      },
    }),
  ),
  areaFault(
    { area: 'size', id: 'uint16-sent-as-int8', breaks: 'A uint16 is sent as a sign-extended int8.' },
    (right) => ({
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
    }),
  ),
  areaFault(
    { area: 'size', id: 'int32-loaded-as-int16', breaks: 'An int32 is loaded through an int16_t variable.' },
    (right) => ({
      get(machine, info, address, size) {
        if (info !== 'int32') return right.get(machine, info, address, size);
        reach(machine, address, 4, true);
        machine.view.setInt32(address, (getBe32(machine.input) << 16) >> 16, machine.little);
        return 0;
      },
    }),
  ),
  areaFault({ area: 'bool', id: 'bool-loaded-raw', breaks: 'A bool keeps whatever byte the stream has.' }, (right) => ({
    get: (machine, info, address, size) => right.get(machine, info === 'bool' ? 'uint8' : info, address, size),
  })),
  areaFault(
    { area: 'bool', id: 'bool-only-one-is-true', breaks: 'A bool is true only if the stream has the byte 1.' },
    (right) => ({
      get(machine, info, address, size) {
        if (info !== 'bool') return right.get(machine, info, address, size);
        reach(machine, address, 1, true);
        machine.bytes[address] = getByte(machine.input) === 1 ? 1 : 0;
        return 0;
      },
    }),
  ),
  areaFault(
    { area: 'bool', id: 'bool-above-1-refused', breaks: 'A load refuses a bool that is neither 0 nor 1.' },
    (right) => ({
      get(machine, info, address, size) {
        const isOther = info === 'bool' && (nextByte(machine.input) ?? 0) > 1;
        return isOther ? machine.ops.refusal(EINVAL) : right.get(machine, info, address, size);
      },
    }),
  ),
  areaFault({ area: 'bool', id: 'bool-loaded-inverted', breaks: 'A bool is loaded as its opposite.' }, (right) => ({
    get(machine, info, address, size) {
      const code = right.get(machine, info, address, size);
      if (info === 'bool') machine.bytes[address] = machine.bytes[address] === 0 ? 1 : 0;
      return code;
    },
  })),
];
