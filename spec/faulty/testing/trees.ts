import type { Abi } from '../../../vmstate/host/abi.ts';
import {
  big32,
  little32,
  little64,
  memoryOf,
  vmsd,
  type PointerLink,
} from '../../../engine/reference/testing/device.ts';
import { withStreams, type Specimen } from './specimen.ts';

const key = vmsd([{ name: 'k', size: 1, info: 'uint8' }], { name: 'key', version_id: 2, minimum_version_id: 1 });
const value = vmsd(
  [
    { name: 'v', size: 2, info: 'uint16' },
    { name: 'w', offset: 2, size: 1, info: 'uint8', version_id: 2 },
  ],
  {
    name: 'value',
    version_id: 2,
    minimum_version_id: 1,
  },
);

/** Trees of two nodes, by integers and by structs, and streams of more nodes than are announced, or fewer. */
export function trees(): Specimen[] {
  return [little64, little32, big32].flatMap((abi) => {
    const word = abi.pointerSize;
    const end = { name: 'end', offset: 8, size: 1, info: 'uint8' } as const;
    const tree = { name: 'tree', size: 4, info: 'gtree', vmsd: value } as const;
    const direct = vmsd([{ ...tree, version_id: 2 }, end], { version_id: 2 });
    const described = [1, 2].map((version_id) =>
      vmsd([{ ...tree, version_id, start: 4, key_vmsd: key }, end], { version_id: 2 }),
    );
    const root = '00'.repeat(16);
    const node = nodeOf(abi, 7);
    const other = nodeOf(abi, 8);
    const nodes: PointerLink[] = [
      [
        [0, 0],
        [1, 0],
      ],
      [
        [1, 0],
        [2, 0],
      ],
      [
        [2, 0],
        [3, 0],
      ],
      [[3, 0], null],
      [
        [2, 2 * word],
        [4, 0],
      ],
      [
        [3, 2 * word],
        [5, 0],
      ],
    ];
    const source = memoryOf(abi, [root, '00'.repeat(word), node, other, '11223300', '44556600'], nodes);
    const keyed = memoryOf(
      abi,
      [root, '00'.repeat(word), node, other, '11223300', '44556600', 'a1000000', 'a2000000'],
      [
        ...nodes,
        [
          [2, word],
          [6, 0],
        ],
        [
          [3, word],
          [7, 0],
        ],
      ],
    );
    const empty = memoryOf(
      abi,
      [root, '00'.repeat(word)],
      [
        [
          [0, 0],
          [1, 0],
        ],
        [[1, 0], null],
      ],
    );
    const none = memoryOf(abi, [root], [[[0, 0], null]]);
    return [
      { description: direct, source: none, destination: none },
      ...withStreams(direct, none, ['00000001 01 0000000000000009 1122 33 00 44 ee']),
      { description: direct, source, destination: source },
      ...described.map((description) => ({ description, source: keyed, destination: empty })),
      ...withStreams(direct, empty, [
        '00000002 01 0000000000000009 1122 33 00 44 ee',
        '00000001 01 0000000000000009 1122 33 01 0000000000000009 1122 33 00 44 ee',
        'ffffffff 00 44 ee',
        '00000001 02 0000000000000009 1122 33 00 44 ee',
        '00000001 01 0000000000000009 11',
        '00000003 01 0000000000000006 1122 33 01 0000000000000005 4455 66 01 0000000000000006 7788 99 00 44 ee',
      ]),
    ];
  });
}

/** Three words, of which the second is a key. */
function nodeOf({ pointerSize, byteOrder }: Abi, key: number): string {
  const bytes = key.toString(16).padStart(2, '0');
  const word = byteOrder === 'big' ? bytes.padStart(2 * pointerSize, '0') : bytes.padEnd(2 * pointerSize, '0');
  return word.padStart(4 * pointerSize, '0').padEnd(6 * pointerSize, '0');
}
