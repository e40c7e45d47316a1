import { fromHex, little64, memoryOf, vmsd } from '../../../engine/reference/testing/device.ts';
import type { Specimen } from './specimen.ts';

const cut = vmsd([
  { size: 2, info: 'uint16' },
  { offset: 2, size: 8, flags: 'BUFFER', info: 'buffer' },
]);

const positive = vmsd([{ offset: 1, size: 1, info: 'uint8' }], { name: 'in/a', hooks: { post_load: 1 } });
const inner = vmsd([{ size: 1, info: 'uint8' }], { name: 'in', subsections: [positive] });
const outer = vmsd([
  { size: 2, flags: 'STRUCT', vmsd: inner },
  { offset: 2, size: 4, info: 'uint32' },
]);

/** Streams that come in pieces, end in a buffer, or go on behind an error. */
export function chunked(): Specimen[] {
  const make = (description: Specimen['description'], wire: string, chunk?: number): Specimen => ({
    description,
    source: memoryOf(little64, ['11'.repeat(10)]),
    destination: memoryOf(little64, ['ee'.repeat(10)]),
    wire: fromHex(wire),
    ...(chunk === undefined ? {} : { chunk }),
  });
  return [
    make(cut, '0a0b 010203040506'),
    make(cut, '0a0b 0102030405060708 ff', 3),
    make(outer, '01 05 04 696e2f61 00000001 02 0a0b0c0d ff', 1),
  ];
}
