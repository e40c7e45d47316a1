import type { Memory } from '../../../vmstate/host/memory.ts';
import { little64, memoryOf, vmsd } from '../../../engine/reference/testing/device.ts';
import { withStreams, type Specimen } from './specimen.ts';

const always = vmsd([{ name: 'p', offset: 2, size: 1, info: 'uint8' }], { name: 'dev/a' });
const some = vmsd([{ name: 'q', offset: 3, size: 1, info: 'uint8' }], {
  name: 'dev/b',
  version_id: 3,
  minimum_version_id: 2,
  needed: 1,
  hooks: { post_load: 0 },
});
const more = vmsd([], { name: 'dev/c', needed: 0 });

const device = vmsd([{ name: 'x', size: 1, info: 'uint8' }], { subsections: [always, some, more] });
const outer = vmsd([{ name: 's', size: 4, flags: 'STRUCT', vmsd: device }], { name: 'outer' });

const a = '05 05 6465762f61 00000001 11';
const b = '05 05 6465762f62 00000003 22';

/** Subsections sent or not, in any order, doubled, unknown, of other versions and names. */
export function sectioned(): Specimen[] {
  const make = (hex: string): Memory => memoryOf(little64, [hex]);
  const sent = ['01000aff', '00010bff', '0100aabb'].flatMap((root) =>
    [device, outer].map((description) => ({ description, source: make(root), destination: make('ffff4444') })),
  );
  const streams = [
    `07 ${b} ${a} ee`,
    `07 ${a} ${a} ee`,
    '07 ee',
    `07 ${b} ee`,
    '07 05 05 6465762f7a 00000001 ee',
    '07 05 05 6465762f62 00000103 22 ee',
    '07 05 05 6465762f62 00010003 22 ee',
    '07 05 05 6465762f62 00000001 22 ee',
    '07 05 03 646576 ee',
    '07 05 05 7865762f61 00000001 11 ee',
  ];
  return [...sent, ...[device, outer].flatMap((description) => withStreams(description, make('0100aabb'), streams))];
}
