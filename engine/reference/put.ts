import type { Info } from '../../vmstate/info.ts';
import { reach } from './access.ts';
import { putBitmap } from './bitmap.ts';
import { putByteArray } from './byte-array.ts';
import { Fault } from './fault.ts';
import type { Machine } from './machine.ts';
import { reserve } from './output.ts';
import { putTimer } from './timer.ts';

/** Above this, one native copy beats a loop of bytes. */
const SHORT = 32;

/** Writes one element. QEMU 10.2: vmstate-types.c:put_*; 11.1: vmstate-types.c:save_*. */
export function putElement(machine: Machine, info: Info, address: number, size: number): void {
  switch (info) {
    case 'uint32':
    case 'int32':
      put32(machine, address);
      return;
    // A bool goes out as the byte it is: only a load makes it 0 or 1.
    case 'uint8':
    case 'int8':
    case 'bool':
      put8(machine, address);
      return;
    case 'uint64':
    case 'int64':
      put64(machine, address);
      return;
    case 'uint16':
    case 'int16':
      put16(machine, address);
      return;
    case 'buffer':
      putBuffer(machine, address, asSizeT(size));
      return;
    case 'unused_buffer':
      putZeros(machine, asSizeT(size));
      return;
    default:
      putRare(machine, info, address, size);
  }
}

type Common =
  'bool' | 'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'uint32' | 'int64' | 'uint64' | 'buffer' | 'unused_buffer';

/** Apart from the others, because a switch over names takes one comparison for each. */
function putRare(machine: Machine, info: Exclude<Info, Common>, address: number, size: number): void {
  switch (info) {
    case 'uint8_equal':
    case 'failing':
      put8(machine, address);
      return;
    case 'uint16_equal':
      put16(machine, address);
      return;
    case 'uint32_equal':
    case 'int32_equal':
    case 'int32_le':
      put32(machine, address);
      return;
    case 'cpudouble':
    case 'uint64_equal':
      put64(machine, address);
      return;
    case 'bitmap':
      putBitmap(machine, address, size);
      return;
    case 'timer':
      putTimer(machine, address);
      return;
    case 'g_byte_array':
      putByteArray(machine, address, (at, length) => {
        putBuffer(machine, at, length);
      });
      return;
    case 'tmp':
    case 'qtailq':
    case 'qlist':
    case 'gtree':
      throw new Fault('', 'has no vmsd');
  }
}

/** A negative int becomes an enormous size_t. */
export function asSizeT(size: number): number {
  return size < 0 ? size + 2 ** 64 : size;
}

function put8(machine: Machine, address: number): void {
  reach(machine, address, 1, false);
  const at = reserve(machine.output, 1);
  machine.output.bytes[at] = machine.view.getUint8(address);
}

function put16(machine: Machine, address: number): void {
  reach(machine, address, 2, false);
  const at = reserve(machine.output, 2);
  machine.output.view.setUint16(at, machine.view.getUint16(address, machine.little));
}

function put32(machine: Machine, address: number): void {
  reach(machine, address, 4, false);
  const at = reserve(machine.output, 4);
  machine.output.view.setInt32(at, machine.view.getInt32(address, machine.little));
}

function put64(machine: Machine, address: number): void {
  reach(machine, address, 8, false);
  const at = reserve(machine.output, 8);
  const { little, view } = machine;
  const { view: out } = machine.output;
  out.setInt32(at, view.getInt32(little ? address + 4 : address, little));
  out.setInt32(at + 4, view.getInt32(little ? address : address + 4, little));
}

function putBuffer(machine: Machine, address: number, size: number): void {
  if (size === 0) return;
  reach(machine, address, size, false);
  const at = reserve(machine.output, size);
  const source = machine.bytes;
  const target = machine.output.bytes;
  if (size > SHORT) target.set(source.subarray(address, address + size), at);
  else for (let i = 0; i < size; i++) target[at + i] = source[address + i] ?? 0;
}

function putZeros(machine: Machine, size: number): void {
  const at = reserve(machine.output, size);
  machine.output.bytes.fill(0, at, at + size);
}
