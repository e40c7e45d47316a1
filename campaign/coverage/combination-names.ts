import { flagsFromNames, namesOfFlags } from '../../vmstate/host/flags.ts';
import { infos } from '../../vmstate/info.ts';
import { bitsOf } from './feature-pairs.ts';
import { bitsOfParts, TEST, typeCode, typeOfCode, HAS_VERSION, type AlikeFields } from './statistics.ts';

const partNames = [
  ['field_exists', TEST],
  ['version', HAS_VERSION],
] as const;

/** The name of a combination by its key in the statistics: `VMS_ARRAY|VMS_POINTER uint32 field_exists version`. */
export function combinationName(key: number): string {
  const form = Math.floor(key / 4);
  const parts = partNames.flatMap(([name, bit]) => ((key & bit) === 0 ? [] : [name]));
  return [namesOfFlags(Math.floor(form / 32)).join('|'), typeOfCode(form % 32), ...parts].join(' ');
}

/** The key and the bits of a combination's name; null: it is none. */
export function combinationOf(name: string): ({ readonly key: number } & Pick<AlikeFields, 'bits'>) | null {
  const [flagText = '', type = '', ...parts] = name.split(' ');
  const flags = flagsFromNames(flagText === '' ? [] : flagText.split('|'));
  const code = typeCode(type);
  if (flags === undefined || code === undefined) return null;
  let bits = 0;
  for (const [part, bit] of partNames) if (parts.includes(part)) bits |= bit;
  const info = infos.find((each) => each === type) ?? null;
  return {
    key: (flags * 32 + code) * 4 + bits,
    bits: bitsOf(flags, info, type === 'struct') | bitsOfParts(bits),
  };
}
