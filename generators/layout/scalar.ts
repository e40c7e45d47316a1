import type { Scalar } from '../../vmstate/info.ts';
import type { Value } from '../../vmstate/model.ts';

/** Stores a scalar as the host holds it. */
export function storeScalar(view: DataView, at: number, type: Scalar, value: Value, little: boolean): void {
  switch (type) {
    case 'bool':
    case 'int8':
    case 'uint8':
      view.setUint8(at, typeof value === 'number' ? value : 0);
      return;
    case 'int16':
    case 'uint16':
      view.setUint16(at, typeof value === 'number' ? value : 0, little);
      return;
    case 'int32':
    case 'uint32':
      view.setUint32(at, typeof value === 'number' ? value : 0, little);
      return;
    case 'int64':
    case 'uint64':
      view.setBigUint64(at, typeof value === 'bigint' ? value : 0n, little);
      return;
  }
}
