import { little64, memoryOf, vmsd } from '../../../engine/reference/testing/device.ts';
import type { Memory } from '../../../vmstate/host/memory.ts';
import type { Specimen } from './specimen.ts';

/** Devices that a release does not survive: a field that must exist and does not, a NULL pointer to an element. */
export function aborting(): Specimen[] {
  const absent = vmsd([{ name: 'x', size: 1, info: 'uint8', flags: 'MUST_EXIST', version_id: 9 }]);
  const pointer = vmsd([{ name: 'p', size: 1, info: 'uint8', flags: 'POINTER' }]);
  const inner = vmsd([{ name: 'x', size: 1, info: 'uint8', flags: 'MUST_EXIST', version_id: 9 }], { name: 'inner' });
  const nested = vmsd([{ name: 's', size: 1, flags: 'STRUCT', vmsd: inner }]);
  const make = (): Memory => memoryOf(little64, ['00'.repeat(16)], [[[0, 0], null]]);
  const loads = [nested, absent].map((description) => ({ description, wire: new Uint8Array([1, 0xee]) }));
  return [...loads, { description: absent }, { description: pointer }].map((given) => ({
    ...given,
    source: make(),
    destination: make(),
  }));
}
