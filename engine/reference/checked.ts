import { checkedType, widthOf, type CheckedInfo } from '../../vmstate/info.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { reach } from './access.ts';
import { remark } from './errors.ts';
import { getBe16, getBe32, getByte, type Input } from './input.ts';
import type { Machine } from './machine.ts';

/** Values of 64 bits are bigints. */
type Integer = number | bigint;

/**
 * Reads an integer and compares it with what is there. Only int32_le stores
 * it. QEMU 10.2: vmstate-types.c:get_*_equal, get_int32_le; 11.1: load_*_equal,
 * load_int32_le.
 */
export function getChecked(machine: Machine, info: CheckedInfo, address: number): number {
  const width = widthOf(checkedType(info));
  reach(machine, address, width, info === 'int32_le');
  const loaded = fromWire(machine.input, width);
  const current = fromMemory(machine, address, width);
  if (!machine.ops.accepts(info, loaded, current)) {
    machine.message = `${info}: ${loaded} in the stream, ${current} here`;
    const { words } = machine.ops;
    if (info === 'int32_le') remark(machine, words.notBelow(String(current), String(loaded)));
    else remark(machine, words.unequal(hex(current), hex(loaded)));
    return machine.ops.refusal(EINVAL);
  }
  if (info === 'int32_le') machine.view.setInt32(address, Number(loaded), machine.little);
  return 0;
}

/** Unsigned: an int32 has eight digits below zero. */
function hex(value: Integer): string {
  return (value < 0 ? 2 ** 32 + Number(value) : value).toString(16);
}

/** Whether a load takes the value. Those of 32 bits are signed. */
export function accepts(info: CheckedInfo, loaded: Integer, current: Integer): boolean {
  return info === 'int32_le' ? loaded >= 0 && loaded <= current : loaded === current;
}

function fromWire(input: Input, width: 1 | 2 | 4 | 8): Integer {
  switch (width) {
    case 1:
      return getByte(input);
    case 2:
      return getBe16(input);
    case 4:
      return getBe32(input);
    case 8: {
      const high = BigInt(getBe32(input) >>> 0);
      return (high << 32n) | BigInt(getBe32(input) >>> 0);
    }
  }
}

function fromMemory({ view, little }: Machine, address: number, width: 1 | 2 | 4 | 8): Integer {
  switch (width) {
    case 1:
      return view.getUint8(address);
    case 2:
      return view.getUint16(address, little);
    case 4:
      return view.getInt32(address, little);
    case 8:
      return view.getBigUint64(address, little);
  }
}
