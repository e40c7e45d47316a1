import { inWordsOf } from '../../../engine/reference/testing/in-words-of.ts';
import { aborting } from './aborting.ts';
import { big64, fromHex, little32, little64, memoryOf, vmsd } from '../../../engine/reference/testing/device.ts';
import { traitsOf, type Dialect } from '../../../vmstate/dialect.ts';
import type { Memory } from '../../../vmstate/host/memory.ts';
import { chunked } from './chunked.ts';
import { described } from './described.ts';
import { ending } from './ending.ts';
import { hookedSpecimens } from './hooked.ts';
import { listed } from './listed.ts';
import { objects } from './objects.ts';
import { sectioned } from './sectioned.ts';
import type { Specimen } from './specimen.ts';
import { trees } from './trees.ts';
import { checkedIntegers, present, words } from './values.ts';

export type { Specimen } from './specimen.ts';

const inner = vmsd(
  [
    { name: 'a', size: 1, info: 'uint8' },
    { name: 'b', offset: 4, size: 4, info: 'uint32', version_id: 2 },
  ],
  { name: 'inner', version_id: 2, minimum_version_id: 1 },
);

const zeros = '00'.repeat(32);
const ones = 'ff'.repeat(32);
const noise = 'c1 02 c3 84 05 86 07 88 09 8a 0b 8c 0d 8e 0f 80'.repeat(2);

function flat(info: string, fields: Parameters<typeof vmsd>[0], root = noise): Specimen[] {
  return [little64, big64].map((abi) => ({
    description: vmsd(fields, { name: info }),
    source: memoryOf(abi, [root]),
    destination: memoryOf(abi, [ones]),
  }));
}

function counted(flag: string, root: string, target = noise): Specimen {
  const flags = `${flag}|POINTER`;
  const fields = [{ flags, offset: 8, size: 2, num_offset: 0, info: 'uint16' as const }];
  const links = [
    [
      [0, 8],
      [1, 0],
    ] as const,
  ];
  const description = vmsd(fields);
  const make = (content: string): Memory => memoryOf(little64, [root, content], links);
  return { description, source: make(target), destination: make(ones) };
}

function plain(): Specimen[] {
  return [
    ...flat('words', [
      { name: 'w', offset: 4, size: 4, info: 'uint32' },
      { name: 'h', offset: 8, size: 2, info: 'uint16' },
      { name: 'q', offset: 16, size: 8, info: 'int64' },
      { name: 'i', offset: 24, size: 4, info: 'int32' },
    ]),
    ...flat('bytes', [
      { name: 'bool é', offset: 1, size: 1, info: 'bool' },
      { name: 'buf', offset: 4, size: 3, flags: 'BUFFER', info: 'buffer' },
      { name: 'unused', size: 2, flags: 'BUFFER', info: 'unused_buffer' },
      { name: 'arr', offset: 8, size: 2, num: 3, flags: 'ARRAY', info: 'uint16' },
    ]),
    ...flat('apart', [
      { name: 'arr', size: 4, num: 3, flags: 'ARRAY', info: 'uint16' },
      { name: 'none', offset: 16, size: 2, flags: '', info: 'uint16' },
    ]),
    ...flat('overlay', [
      { name: 'x', offset: 4, size: 4, info: 'uint32' },
      { name: 'x', offset: 4, size: 4, info: 'uint32' },
      { name: 'y', offset: 8, size: 2, info: 'uint16' },
    ]),
    ...flat('padding', [
      { name: 'unused', size: 2049, flags: 'BUFFER', info: 'unused_buffer' },
      { name: 'x', size: 1, info: 'uint8' },
    ]),
  ];
}

function structs(): Specimen[] {
  return flat('structs', [
    { name: 's', offset: 8, size: 8, flags: 'STRUCT', vmsd: inner },
    { name: 't', offset: 8, size: 8, num: 2, flags: 'STRUCT|ARRAY', vmsd: inner },
  ]);
}

function counts(): Specimen[] {
  return [
    counted('VARRAY_UINT16', `0201${'00'.repeat(30)}`),
    counted('VARRAY_UINT16', zeros),
    counted('VARRAY_UINT8', `0201${'00'.repeat(30)}`),
    counted('VARRAY_INT32', `02000100${'00'.repeat(28)}`),
    counted('VARRAY_INT32', `ffffffff${'00'.repeat(28)}`),
    counted('VARRAY_UINT32', `02010000${'00'.repeat(28)}`),
    counted('VARRAY_UINT32|ALLOC', `02000000${'00'.repeat(28)}`),
    counted('VARRAY_UINT32|ALLOC', zeros),
  ];
}

function buffers(): Specimen[] {
  const make = (root: string, content: string): Memory =>
    memoryOf(
      little64,
      [root, content],
      [
        [
          [0, 8],
          [1, 0],
        ],
      ],
    );
  return ['VBUFFER|POINTER', 'VBUFFER|MULTIPLY|POINTER', 'POINTER'].flatMap((flags) => {
    const info = flags === 'POINTER' ? ('uint32' as const) : ('buffer' as const);
    const description = vmsd([{ flags, offset: 8, size: 3, size_offset: 0, info }]);
    return ['02000000', '02000100'].map((size) => {
      const root = `${size}${'00'.repeat(28)}`;
      return { description, source: make(root, noise), destination: make(root, ones) };
    });
  });
}

function slots(dialect: Dialect): Specimen[] {
  return [little64, little32].flatMap((abi) => {
    const size = traitsOf(dialect).pointerStride ? 0 : abi.pointerSize;
    const at = (index: number): readonly [number, number] => [0, 8 + index * abi.pointerSize];
    const flags = 'ARRAY|ARRAY_OF_POINTER|STRUCT';
    const make = (content: string): Memory =>
      memoryOf(
        abi,
        [zeros, content, content.slice(12)],
        [
          [at(0), [1, 0]],
          [at(1), null],
          [at(2), [2, 0]],
        ],
      );
    const fields = [
      { offset: 8, size, num: 3, flags, vmsd: inner },
      { offset: 8, size, num: 3, flags: 'ARRAY|ARRAY_OF_POINTER|BUFFER', info: 'buffer' as const },
      { offset: 8, size, num: 3, flags: 'ARRAY|ARRAY_OF_POINTER|BUFFER', info: 'unused_buffer' as const },
      { offset: 8, size, num: 3, flags: 'ARRAY|ARRAY_OF_POINTER|BUFFER', info: 'bitmap' as const },
    ];
    return fields.map((field) => ({ description: vmsd([field]), source: make(noise), destination: make(ones) }));
  });
}

function allocatedSlots(dialect: Dialect): Specimen[] {
  if (!traitsOf(dialect).autoAlloc) return [];
  const flags = 'ARRAY|ARRAY_OF_POINTER|ARRAY_OF_POINTER_AUTO_ALLOC|STRUCT';
  const description = vmsd([{ offset: 8, size: 12, num: 2, flags, vmsd: inner }]);
  const make = (first: readonly [number, number] | null): Memory =>
    memoryOf(
      little64,
      [zeros, noise],
      [
        [[0, 8], first],
        [[0, 16], null],
      ],
    );
  return [{ description, source: make([1, 0]), destination: make(null) }];
}

function multiplied(dialect: Dialect): Specimen[] {
  if (!traitsOf(dialect).multiplyElements) return [];
  const flags = 'VARRAY_UINT32|MULTIPLY_ELEMENTS';
  const description = vmsd([{ offset: 8, size: 1, num: 2, flags, info: 'uint8' }]);
  const root = `02000000${'00'.repeat(4)}${noise}`;
  const [source, destination] = [memoryOf(little64, [root]), memoryOf(little64, [root])];
  return [{ description, source, destination }];
}

function versions(): Specimen[] {
  const fields = [0, 1, 2, 3].map((version_id) => ({
    offset: version_id,
    size: 1,
    info: 'uint8' as const,
    version_id,
  }));
  const description = vmsd(fields, { version_id: 2, minimum_version_id: 1 });
  return [0, 1, 2, 3].map((versionId) => ({
    description,
    source: memoryOf(little64, [noise]),
    destination: memoryOf(little64, [ones]),
    versionId,
  }));
}

function hostile(): Specimen[] {
  const fields = [{ flags: 'STRUCT', size: 8, vmsd: inner }];
  const description = vmsd(fields);
  const nullable = vmsd([{ flags: 'ARRAY|ARRAY_OF_POINTER|POINTER', num: 1, size: 8, info: 'uint8' }]);
  const wires = ['', '01 0000', '01 00000002', '01 00000002 05', '01 00000002 0505696e6e6572'];
  const own = '01 00000002 0506 696e6e657232 00000001';
  return [
    ...[...wires, own].map((wire) => ({
      description,
      source: memoryOf(little64, [noise]),
      destination: memoryOf(little64, [ones]),
      wire: fromHex(wire),
    })),
    ...['29ff', '30ff', '31ff'].map((wire) => {
      const make = (): Memory =>
        memoryOf(
          little64,
          [zeros, zeros],
          [
            [
              [0, 0],
              [1, 0],
            ],
            [[1, 0], null],
          ],
        );
      return { description: nullable, source: make(), destination: make(), wire: fromHex(wire) };
    }),
    {
      description: vmsd([{ size: 1, info: 'bool' }]),
      source: memoryOf(little64, [noise]),
      destination: memoryOf(little64, [ones]),
      wire: fromHex('02 ff'),
    },
  ];
}

/** Counts and sizes of 64 bits, and such as there is no memory for. */
function sizes(dialect: Dialect): Specimen[] {
  if (!traitsOf(dialect).ownWidths) return [];
  const array = { offset: 8, size: 2, num_offset: 0, num_width: 8, info: 'uint16' } as const;
  const buffer = { offset: 8, size: 2, size_offset: 0, size_width: 8, info: 'buffer' } as const;
  const descriptions = [
    vmsd([{ ...array, flags: 'VARRAY|POINTER|ALLOC' }]),
    vmsd([{ ...array, flags: 'VARRAY|POINTER' }]),
    vmsd([{ ...buffer, flags: 'VBUFFER|MULTIPLY|POINTER' }], { hooks: { post_save: 0 } }),
    vmsd([{ ...buffer, flags: 'VBUFFER|POINTER' }]),
  ];
  const make = (root: string): Memory =>
    memoryOf(
      little64,
      [root, noise],
      [
        [
          [0, 8],
          [1, 0],
        ],
      ],
    );
  const roots = [
    `02${'00'.repeat(31)}`,
    `${'ff'.repeat(8)}${'00'.repeat(24)}`,
    `03${'00'.repeat(6)}80${'00'.repeat(24)}`,
  ];
  return descriptions.flatMap((description) =>
    roots.map((root) => ({ description, source: make(root), destination: make(root) })),
  );
}

/** Between them they reach every decision of the interpreter. */
export function specimensOf(dialect: Dialect): Specimen[] {
  const specimens = [
    ...plain(),
    ...structs(),
    ...counts(),
    ...buffers(),
    ...slots(dialect),
    ...allocatedSlots(dialect),
    ...multiplied(dialect),
    ...versions(),
    ...hostile(),
    ...aborting(),
    ...checkedIntegers(),
    ...words(),
    ...present(),
    ...chunked(),
    ...sectioned(),
    ...hookedSpecimens(dialect),
    ...listed(),
    ...trees(),
    ...objects(dialect),
    ...ending(dialect),
    ...described(dialect),
    ...sizes(dialect),
  ];
  return specimens.map((each) => ({ ...each, description: inWordsOf(dialect, each.description) }));
}
