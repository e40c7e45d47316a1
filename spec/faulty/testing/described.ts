import { traitsOf, type Dialect } from '../../../vmstate/dialect.ts';
import { little64, memoryOf, vmsd } from '../../../engine/reference/testing/device.ts';
import type { Specimen } from './specimen.ts';

/** Arrays that are described as one or not, equal names, NULL elements. */
export function described(dialect: Dialect): Specimen[] {
  const size = traitsOf(dialect).pointerStride ? 0 : 8;
  const sometimes = vmsd([{ name: 'x', size: 1, info: 'uint8', field_exists: { kind: 'version', from: 0 } }], {
    name: 'sometimes',
  });
  const plain = vmsd([{ name: 'x', size: 1, info: 'uint8' }], { name: 'plain' });
  const description = vmsd([
    { name: 'same', size: 1, info: 'uint8' },
    { name: 'same', size: 1, num: 4, flags: 'ARRAY', info: 'uint8' },
    { name: 'tested', size: 1, num: 3, flags: 'ARRAY|STRUCT', vmsd: sometimes },
    { name: 'plain', size: 1, num: 3, flags: 'ARRAY|STRUCT', vmsd: plain },
    { name: 'slots', offset: 8, size, num: 4, flags: 'ARRAY|ARRAY_OF_POINTER|STRUCT', vmsd: plain },
    ...(traitsOf(dialect).pointerStride
      ? []
      : [{ name: 'slot', offset: 32, size, flags: 'ARRAY_OF_POINTER|STRUCT', vmsd: plain }]),
  ]);
  const make = (content: string) =>
    memoryOf(
      little64,
      ['01020304'.padEnd(80, '0'), content],
      [
        [
          [0, 8],
          [1, 0],
        ],
        [[0, 16], null],
        [[0, 24], null],
        [
          [0, 32],
          [1, 0],
        ],
      ],
    );
  return [{ description, source: make('aa'), destination: make('ff') }];
}
