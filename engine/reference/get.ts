import type { Info } from '../../vmstate/info.ts';
import { reach } from './access.ts';
import { getBitmap } from './bitmap.ts';
import { getByteArray } from './byte-array.ts';
import { getChecked } from './checked.ts';
import { Fault } from './fault.ts';
import { getBe16, getBe32, getByte, takeBytes } from './input.ts';
import type { Machine } from './machine.ts';
import { asSizeT } from './put.ts';
import { getTimer } from './timer.ts';

const SHORT = 32;

/** What is not wanted is read in pieces of this size. */
const BLOCK = 1024;

/**
 * Reads one element and returns 0, or what refuses it. Past the end of the stream its missing bytes are zeros,
 * and are stored: the caller looks at the stream's error afterwards.
 * QEMU 10.2: vmstate-types.c:get_*; 11.1: vmstate-types.c:load_*.
 */
export function getElement(machine: Machine, info: Info, address: number, size: number): number {
  switch (info) {
    case 'uint32':
    case 'int32':
      get32(machine, address);
      return 0;
    case 'uint8':
    case 'int8':
      reach(machine, address, 1, true);
      machine.bytes[address] = getByte(machine.input);
      return 0;
    case 'uint64':
    case 'int64':
      get64(machine, address);
      return 0;
    case 'uint16':
    case 'int16':
      reach(machine, address, 2, true);
      machine.view.setUint16(address, getBe16(machine.input), machine.little);
      return 0;
    case 'bool':
      reach(machine, address, 1, true);
      machine.bytes[address] = getByte(machine.input) === 0 ? 0 : 1;
      return 0;
    case 'buffer':
      getBuffer(machine, address, asSizeT(size));
      return 0;
    case 'unused_buffer':
      discard(machine, size);
      return 0;
    case 'cpudouble':
      get64(machine, address);
      return 0;
    case 'bitmap':
      getBitmap(machine, address, size);
      return 0;
    case 'uint8_equal':
    case 'uint16_equal':
    case 'int32_equal':
    case 'uint32_equal':
    case 'uint64_equal':
    case 'int32_le':
      return getChecked(machine, info, address);
    case 'failing':
      reach(machine, address, 1, true);
      machine.bytes[address] = getByte(machine.input);
      return 0;
    case 'timer':
      getTimer(machine, address);
      return 0;
    case 'g_byte_array':
      getByteArray(machine, address, (at, length) => {
        getBuffer(machine, at, length);
      });
      return 0;
    case 'tmp':
    case 'qtailq':
    case 'qlist':
    case 'gtree':
      throw new Fault('', 'has no vmsd');
  }
}

function get32(machine: Machine, address: number): void {
  reach(machine, address, 4, true);
  machine.view.setInt32(address, getBe32(machine.input), machine.little);
}

function get64(machine: Machine, address: number): void {
  reach(machine, address, 8, true);
  const { input, little, view } = machine;
  const high = getBe32(input);
  const low = getBe32(input);
  view.setInt32(little ? address + 4 : address, high, little);
  view.setInt32(little ? address : address + 4, low, little);
}

/** Only the bytes that the stream has are stored, whatever was asked for. */
function getBuffer(machine: Machine, address: number, size: number): void {
  takeBytes(machine.input, size, ({ at, length }, done) => {
    const to = address + done;
    reach(machine, to, length, true);
    const { bytes, input } = machine;
    if (length > SHORT) bytes.set(input.buffer.subarray(at, at + length), to);
    else for (let i = 0; i < length; i++) bytes[to + i] = input.buffer[at + i] ?? 0;
  });
}

function discard(machine: Machine, size: number): void {
  // QEMU counts 2^64 bytes down in steps of a kilobyte: it never comes back.
  if (size < 0) throw new Fault('allocation: ', `discards a negative number of bytes: ${size}`);
  for (let left = size; left > 0; left -= BLOCK) {
    if (takeBytes(machine.input, Math.min(left, BLOCK), () => undefined) === 0) return;
  }
}
