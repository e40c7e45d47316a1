import type { Case } from './case.ts';

const plain = { version: 0, migrated: true, slots: 'none' } as const;

/** A counter and an array of uint32 of that length behind a pointer. */
export const sampleCase: Case = {
  dialect: 'qemu-11.1',
  abi: { pointerSize: 8, byteOrder: 'little' },
  seed: 7,
  model: {
    shape: {
      name: 'device',
      version: 1,
      minimumVersion: 1,
      members: [
        {
          ...plain,
          name: 'n',
          element: { kind: 'scalar', type: 'uint8' },
          count: { kind: 'one' },
          storage: 'embedded',
        },
        {
          ...plain,
          name: 'regs',
          element: { kind: 'scalar', type: 'uint32' },
          count: { kind: 'counted', by: 0, type: 'uint8', multiply: null },
          storage: 'pointer',
        },
      ],
    },
    values: [3, [1, 2, 3]],
  },
};
