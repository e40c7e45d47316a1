import { little64, memoryOf, vmsd } from '../../../engine/reference/testing/device.ts';
import type { Memory } from '../../../vmstate/host/memory.ts';
import type { Specimen } from './specimen.ts';

/** Devices that a release does not survive: a field that must exist and does not, a NULL pointer to an element. */
export function aborting(): Specimen[] {
  const absent = vmsd([{ name: 'x', size: 1, info: 'uint8', flags: 'MUST_EXIST', version_id: 9 }]);
  const pointer = vmsd([{ name: 'p', size: 1, info: 'uint8', flags: 'POINTER' }]);
  const make = (): Memory => memoryOf(little64, ['00'.repeat(16)], [[[0, 0], null]]);
  return [absent, pointer].map((description) => ({ description, source: make(), destination: make() }));
}
