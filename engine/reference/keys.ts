import { VMS } from '../../vmstate/host/flags.ts';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { reach } from './access.ts';
import type { Machine } from './machine.ts';

/**
 * What stands for a key when keys are compared: its first plain integer, of no
 * flag but VMS_SINGLE. Keys without one are equal. QEMU leaves the comparison
 * to the device; this one is the protocol's (`gtree`).
 */
export function rankOfKey(machine: Machine, { fields }: VMStateDescription, key: number): bigint {
  const field = fields.find(isPlainInteger);
  if (field === undefined) return 0n;
  const at = key + field.offset;
  const { little, view } = machine;
  reach(machine, at, widthOf(field), false);
  switch (field.info) {
    case 'int8':
      return BigInt(view.getInt8(at));
    case 'uint8':
      return BigInt(view.getUint8(at));
    case 'int16':
      return BigInt(view.getInt16(at, little));
    case 'uint16':
      return BigInt(view.getUint16(at, little));
    case 'int32':
      return BigInt(view.getInt32(at, little));
    case 'uint32':
      return BigInt(view.getUint32(at, little));
    case 'int64':
      return view.getBigInt64(at, little);
    default:
      return view.getBigUint64(at, little);
  }
}

function isPlainInteger(field: VMStateField): boolean {
  return widthOf(field) > 0 && (field.flags & ~VMS.SINGLE) === 0;
}

/** Bytes; 0: no integer. */
function widthOf({ info }: VMStateField): number {
  const match = /^u?int(8|16|32|64)$/.exec(info ?? '');
  return Number(match?.[1] ?? 0) / 8;
}
