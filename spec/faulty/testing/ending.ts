import { fromHex, little64, memoryOf, vmsd } from '../../../engine/reference/testing/device.ts';
import { traitsOf, type Dialect } from '../../../vmstate/dialect.ts';
import type { Memory } from '../../../vmstate/host/memory.ts';
import { EINVAL } from '../../../vmstate/wire.ts';
import type { Specimen } from './specimen.ts';

/** Saves and loads that end within an object: a temporary one, a key of a tree, a byte array. */
export function ending(dialect: Dialect): Specimen[] {
  return [tmp(), key(), ...(traitsOf(dialect).byteArrays ? [noArray(), endlessArray()] : [])];
}

/** The stream ends behind what a pointer of the object leads to. */
function tmp(): Specimen {
  const fields = [
    { name: 'p', offset: 8, size: 1, flags: 'POINTER', info: 'uint8' },
    { name: 't', offset: 16, size: 2, info: 'uint16' },
  ] as const;
  const child = vmsd(fields, { name: 'tmp', tmp: { parent: 8, tmp: 8, length: 16 } });
  const description = vmsd([{ name: 'tmp', size: 24, info: 'tmp', vmsd: child, version_id: 1 }]);
  const make = (): Memory =>
    memoryOf(
      little64,
      ['00'.repeat(24), '55'],
      [
        [
          [0, 8],
          [1, 0],
        ],
      ],
    );
  return { description, source: make(), destination: make(), wire: fromHex('09') };
}

function key(): Specimen {
  const byte = { name: 'b', size: 1, info: 'uint8' } as const;
  const keys = vmsd([byte], { name: 'key', hooks: { pre_save: EINVAL } });
  const values = vmsd([byte], { name: 'value' });
  const description = vmsd([{ name: 'tree', size: 1, info: 'gtree', vmsd: values, start: 1, key_vmsd: keys }]);
  const make = (): Memory =>
    memoryOf(
      little64,
      ['00'.repeat(8), '00'.repeat(8), '00'.repeat(24), 'a1', '11'],
      [
        [
          [0, 0],
          [1, 0],
        ],
        [
          [1, 0],
          [2, 0],
        ],
        [[2, 0], null],
        [
          [2, 8],
          [3, 0],
        ],
        [
          [2, 16],
          [4, 0],
        ],
      ],
    );
  return { description, source: make(), destination: make(), wire: fromHex('00000000 00') };
}

const array = vmsd([{ name: 'array', size: 16, info: 'g_byte_array' }]);

function noArray(): Specimen {
  const make = (): Memory => memoryOf(little64, ['00'.repeat(8)], [[[0, 0], null]]);
  return { description: array, source: make(), destination: make(), wire: fromHex('00000000 ee') };
}

function endlessArray(): Specimen {
  const make = (): Memory =>
    memoryOf(
      little64,
      ['00'.repeat(8), '00'.repeat(16), '11'],
      [
        [
          [0, 0],
          [1, 0],
        ],
        [[1, 0], null],
      ],
    );
  return { description: array, source: make(), destination: make(), wire: fromHex('ffffffff ee') };
}
