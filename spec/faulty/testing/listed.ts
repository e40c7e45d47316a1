import type { VMStateDescription } from '../../../vmstate/host/description.ts';
import { little64, memoryOf, vmsd, type PointerLink } from '../../../engine/reference/testing/device.ts';
import { withStreams, type Specimen } from './specimen.ts';

const element = vmsd(
  [
    { name: 'v', size: 1, info: 'uint8' },
    { name: 'w', offset: 1, size: 1, info: 'uint8', version_id: 2 },
  ],
  {
    name: 'element',
    version_id: 2,
    minimum_version_id: 1,
  },
);

/** Lists of three elements, and an object that exists only on the way. */
export function listed(): Specimen[] {
  return [
    ...(['qtailq', 'qlist'] as const).flatMap((info) => [list(info, 2), list(info, 1), ...announced(list(info, 1))]),
    ...temporary(),
  ];
}

function list(info: 'qtailq' | 'qlist', version: number): Specimen {
  const tail = info === 'qtailq';
  const description = vmsd(
    [
      { name: 'list', size: 24, start: 8, version_id: version, info, vmsd: element },
      { name: 'end', offset: 16, size: 1, info: 'uint8' },
    ],
    { version_id: 2 },
  );
  const block = (value: string): string => `${value}ee${'00'.repeat(22)}`;
  const root = '00'.repeat(24);
  const links: PointerLink[] = [
    [
      [0, 0],
      [1, 0],
    ],
    [
      [1, 8],
      [2, 0],
    ],
    [
      [2, 8],
      [3, 0],
    ],
    [[3, 8], null],
    [
      [1, 16],
      [0, 0],
    ],
    [
      [2, 16],
      [1, 8],
    ],
    [
      [3, 16],
      [2, 8],
    ],
  ];
  const ends: PointerLink[] = tail
    ? [
        [
          [0, 8],
          [3, 8],
        ],
      ]
    : [];
  const emptied: PointerLink[] = [
    [[0, 0], null],
    ...(tail
      ? [
          [
            [0, 8],
            [0, 0],
          ] as const,
        ]
      : []),
  ];
  return {
    description,
    source: memoryOf(little64, [root, block('01'), block('02'), block('03')], [...links, ...ends]),
    destination: memoryOf(little64, [root], emptied),
  };
}

/** An element behind another byte than 1. */
function announced({ description, destination }: Specimen): Specimen[] {
  return withStreams(description, destination, ['ff 2a 00 2b']);
}

function temporary(): Specimen[] {
  const child = (version: number): VMStateDescription =>
    vmsd(
      [
        { name: 't', offset: 8, size: 2, info: 'uint16' },
        { name: 'n', offset: 10, size: 1, info: 'uint8', version_id: 2 },
      ],
      {
        name: 'tmp',
        version_id: version,
        minimum_version_id: 0,
        tmp: { parent: 4, tmp: 8, length: 3 },
      },
    );
  return [
    ...copying(),
    ...[1, 2].map((version) => ({
      description: vmsd([
        { name: 'tmp', size: 16, info: 'tmp', vmsd: child(version), version_id: 1 },
        { name: 'end', size: 1, info: 'uint8' },
      ]),
      source: memoryOf(little64, ['01000000 0a0b0c0d']),
      destination: memoryOf(little64, ['ffffffff ffffffff']),
    })),
  ];
}

/** An object that counts by what its parent has loaded before, and brings it a byte that the next field tests. */
function copying(): Specimen[] {
  const child = vmsd(
    [
      { name: 'b', offset: 9, size: 1, info: 'uint8' },
      { name: 'a', offset: 16, size: 1, num_offset: 8, flags: 'VARRAY_UINT8', info: 'uint8' },
    ],
    {
      name: 'tmp',
      version_id: 1,
      minimum_version_id: 0,
      tmp: {
        parent: 8,
        tmp: 16,
        length: 8,
        copies: [
          { parent: 0, tmp: 8, length: 1 },
          { parent: 1, tmp: 9, length: 1 },
        ],
      },
    },
  );
  const description = vmsd([
    { name: 'n', size: 1, info: 'uint8' },
    { name: 'tmp', size: 24, info: 'tmp', vmsd: child },
    { name: 'x', offset: 2, size: 1, info: 'uint8', field_exists: { kind: 'byte', offset: 1 } },
  ]);
  return [
    {
      description,
      source: memoryOf(little64, ['02010900 00000000 0a0b0c0d 00000000']),
      destination: memoryOf(little64, ['03000000 00000000 ffffffff ffffffff']),
    },
  ];
}
