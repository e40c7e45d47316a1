import type { Info } from '../../../vmstate/info.ts';
import {
  big32,
  big64,
  little32,
  little64,
  memoryOf,
  vmsd,
  type FieldText,
} from '../../../engine/reference/testing/device.ts';
import { withStreams, type Specimen } from './specimen.ts';

const noise = 'c1 02 c3 84 05 86 07 88 09 8a 0b 8c 0d 8e 0f 80'.repeat(2);

/** Checked integers that are equal, greater, less, negative. */
export function checkedIntegers(): Specimen[] {
  const device = (info: Info, size: number): ReturnType<typeof vmsd> =>
    vmsd([
      { name: 'a', size: 1, info: 'uint8' },
      { name: 'c', offset: 8, size, info },
    ]);
  const root = '01 00000000000000 05010203 04050607';
  const counting = vmsd([
    { name: 'n', size: 1, info: 'uint8_equal' },
    { name: 'a', offset: 8, size: 1, num_offset: 0, num_width: 1, flags: 'VARRAY_UINT8', info: 'uint8' },
  ]);
  return [little64, big64].flatMap((abi) => [
    ...withStreams(counting, memoryOf(abi, [root]), ['01 07 ee', '02 07 ee']),
    ...withStreams(device('uint8_equal', 1), memoryOf(abi, [root]), ['01 05 ee', '01 04 ee']),
    ...withStreams(device('uint32_equal', 4), memoryOf(abi, [root]), [
      '01 03020105 ee',
      '01 05010203 ee',
      '01 03020205 ee',
    ]),
    ...withStreams(device('uint64_equal', 8), memoryOf(abi, [root]), [
      '01 0706050403020105 ee',
      '01 0501020304050607 ee',
    ]),
    ...withStreams(device('int32_le', 4), memoryOf(abi, [root]), [
      '01 03020105 ee',
      '01 05010203 ee',
      '01 00000001 ee',
      '01 7fffffff ee',
      '01 ffffffff ee',
      '01 80000000 ee',
    ]),
  ]);
}

/** Bitmaps of odd lengths, and doubles. */
export function words(): Specimen[] {
  return [little64, big64, little32, big32].flatMap((abi) => {
    const size = (bits: number): string => {
      const digits = Buffer.alloc(4);
      if (abi.byteOrder === 'little') digits.writeInt32LE(bits);
      else digits.writeInt32BE(bits);
      return digits.toString('hex');
    };
    const description = vmsd([{ offset: 8, flags: 'VBUFFER|POINTER', info: 'bitmap', size_offset: 0 }]);
    const bitmaps = [0, 1, 33, 64, 100].map((bits) => ({
      description,
      source: memoryOf(
        abi,
        [size(bits) + '00'.repeat(12), noise],
        [
          [
            [0, 8],
            [1, 0],
          ],
        ],
      ),
      destination: memoryOf(
        abi,
        [size(bits) + '00'.repeat(12), 'aa'.repeat(32)],
        [
          [
            [0, 8],
            [1, 0],
          ],
        ],
      ),
    }));
    const double = vmsd([{ size: 8, info: 'cpudouble' }]);
    return [
      ...bitmaps,
      { description: double, source: memoryOf(abi, [noise]), destination: memoryOf(abi, ['00'.repeat(8)]) },
    ];
  });
}

/** Fields with a test, fields that must exist, structs with a version of their own. */
export function present(): Specimen[] {
  const byte = { name: 'f', offset: 4, size: 4, info: 'uint32' } as const satisfies FieldText;
  const inner = vmsd(
    [
      { name: 'x', size: 1, info: 'uint8' },
      { name: 'y', offset: 1, size: 1, info: 'uint8', version_id: 3 },
    ],
    {
      name: 'inner',
      version_id: 3,
      minimum_version_id: 1,
    },
  );
  const devices = [
    { ...byte, version_id: 9, field_exists: { kind: 'byte', offset: 0 } },
    { ...byte, field_exists: { kind: 'byte', offset: 1 } },
    { ...byte, version_id: 9, field_exists: { kind: 'version', from: 2 } },
    { ...byte, field_exists: { kind: 'version', from: 2 } },
    { flags: 'ARRAY|MUST_EXIST', name: 'valid', field_exists: { kind: 'byte', offset: 0 } },
    { flags: 'VSTRUCT', name: 's', offset: 8, size: 2, vmsd: inner, struct_version_id: 2, version_id: 1 },
  ] as const satisfies readonly FieldText[];
  const source = memoryOf(little64, [noise]);
  const target = memoryOf(little64, ['ff'.repeat(32)]);
  const specimens = devices.flatMap((one) => {
    const description = vmsd([one, { name: 'end', offset: 12, size: 1, info: 'uint8' }], { version_id: 2 });
    return [1, 2].map((versionId) => ({ description, source, destination: target, versionId }));
  });
  const absent = vmsd([{ flags: 'ARRAY|MUST_EXIST', name: 'valid', field_exists: { kind: 'byte', offset: 1 } }]);
  return [...specimens, ...withStreams(absent, memoryOf(little64, ['0100']), ['ee'])];
}
