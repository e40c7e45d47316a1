import type { DescriptionSet } from '../set/types.ts';

/** What a set says of its descriptions, without the addresses in the file. */
export function said({ descriptions }: DescriptionSet): string[] {
  return descriptions
    .map(({ name, version_id, minimum_version_id, fields, role, hooks, needed }) => {
      const shown = fields.map(({ name: field, size, num, vmsd, host, field_exists, version_id: from }) => {
        const info = typeof host?.info === 'object' ? `own ${host.info.own}` : (host?.info ?? 'struct');
        const count = host?.count === undefined ? '' : ` count ${host.count.offset}/${host.count.width}`;
        const inner = typeof vmsd === 'number' ? ` ${descriptions[vmsd]?.name ?? '?'}` : '';
        return `${field} ${info}${inner} ${size}×${num} @${host?.offset ?? -1} v${from}${count}${field_exists === undefined ? '' : ' test'}`;
      });
      return `${role} ${name} ${version_id}/${minimum_version_id} ${Object.keys(hooks).join(' ')}${needed === undefined ? '' : 'needed'}: ${shown.join(', ')}`;
    })
    .sort();
}

/** What it says of the sample's, be it written by `sampleFile` or compiled from tables.c. */
export const everythingSaid: readonly string[] = [
  'device dev 3/1 post_load: config own pci config 64×0 @0 v0, regs uint32 4×4 @64 v2, rings struct ring 16×1 @80 v0 test',
  'nested ring 2/1 : n uint32 4×0 @0 v0, slots uint16 2×0 @8 v0 count 6/2',
  'subsection dev/extra 1/1 needed: late uint32 4×0 @96 v0',
];
