import type { Case } from '../../vmstate/case/case.ts';
import { modelFeatures } from './features.ts';

/** Files of a set, by what their vectors are about, the most particular first. */
const groups: readonly (readonly [string, (feature: string) => boolean])[] = [
  ['temporary', among('tmp')],
  ['trees', among('tree', 'tree of integers')],
  ['lists', among('qtailq', 'qlist')],
  ['hooks', (feature) => /^(pre|post)_(load|save)/.test(feature)],
  ['subsections', among('subsection', 'subsection not sent')],
  ['structs', among('struct', 'vstruct')],
  ['existence', among('since', 'test by sibling', 'test by version', 'must exist', 'validate')],
  ['checked', among('uint8_equal', 'uint16_equal', 'uint32_equal', 'int32_equal', 'uint64_equal', 'int32_le')],
  ['bitmaps', among('bitmap')],
  ['timers', among('timer')],
  ['failing-infos', among('failing')],
  ['byte-arrays', among('bytearray')],
  ['slots', among('slots', 'auto slots')],
  ['pointers', among('pointer', 'alloc')],
  ['arrays', (feature) => feature === 'array' || feature.startsWith('varray ')],
  ['buffers', among('buffer', 'vbuffer', 'unused')],
];

function among(...features: readonly string[]): (feature: string) => boolean {
  return (feature) => features.includes(feature);
}

/** The file in which the vector of a case stands. */
export function groupOf({ model }: Case): string {
  const features = [...modelFeatures(model)];
  return groups.find(([, has]) => features.some(has))?.[0] ?? 'scalars';
}

/** Every name that `groupOf` gives, plainest first. */
export const groupNames: readonly string[] = ['scalars', ...groups.map(([name]) => name).reverse()];
