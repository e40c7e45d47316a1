import type { Draw } from '../../random/draw.ts';
import { checkedInfos, scalars, type CheckedInfo, type Scalar } from '../../vmstate/info.ts';
import type { CountType, Slots, Storage } from '../../vmstate/model/model.ts';
import { countTypes } from '../shape/palette.ts';
import { specialKinds, type SpecialKind } from '../shape/members.ts';
import type { Versions } from '../shape/sketch.ts';
import { Weighted } from './weighted.ts';
import facts from './tables.json' with { type: 'json' };

/**
 * What the descriptions of real programs look like, in numbers: how many have
 * each property. Facts only: no name and no order of any table. `npm run bench
 * tables PROGRAM…` counts them (devices/real-tables.ts).
 */
export interface RealTables {
  /** The programs, as `--version` names them, and for which target. */
  readonly programs: readonly string[];
  /** Different descriptions that were counted. */
  readonly descriptions: number;
  /** By the number of fields of a device, its nested structs included. */
  readonly deviceFields: Frequencies;
  /** By the number of fields of a nested struct or a subsection, without those of structs in it. */
  readonly structFields: Frequencies;
  /** By `version minimum`. */
  readonly versions: Frequencies;
  /** By length of an array of fixed length. */
  readonly arrays: Frequencies;
  /** By bytes of a buffer. */
  readonly buffers: Frequencies;
  /** By the words of the field: see `formWords`. */
  readonly forms: Frequencies;
}

/** How often each of some things occurs. */
export type Frequencies = Readonly<Record<string, number>>;

/** What a field is: a type, and the words that follow it in `RealTables.forms`. */
export interface RealForm {
  readonly kind: RealKind;
  /** `one`, `fixed`, or the type of the member that holds the count. */
  readonly count: 'one' | 'fixed' | CountType;
  readonly multiply: boolean;
  readonly storage: Storage;
  readonly slots: Slots;
  /** It has a version, or a test. */
  readonly version: boolean;
  readonly test: boolean;
}

export type RealKind = Scalar | CheckedInfo | 'buffer' | 'unused' | 'struct' | 'vstruct' | 'vbuffer' | SpecialKind;

const kinds: readonly RealKind[] = [
  ...scalars,
  ...checkedInfos,
  'buffer',
  'unused',
  'struct',
  'vstruct',
  'vbuffer',
  ...specialKinds,
];

/** The words of a form: `uint32 fixed`, `struct int32 pointer test`. */
export function formWords({ kind, count, multiply, storage, slots, version, test }: RealForm): string {
  const words: (string | false)[] = [
    kind,
    count !== 'one' && count,
    multiply && 'multiply',
    storage === 'pointer' && 'pointer',
    // `allocated` of the slots, too.
    storage === 'allocated' && 'alloc',
    slots !== 'none' && slots,
    version && 'version',
    test && 'test',
  ];
  return words.filter((word) => word !== false).join(' ');
}

/** The inverse. Throws for words that are none. */
export function formOf(text: string): RealForm {
  const [first = '', ...words] = text.split(' ');
  const kind = kinds.find((one) => one === first);
  if (kind === undefined) throw new Error(`no type is called ${first}`);
  const has = (word: string): boolean => words.includes(word);
  return {
    kind,
    count: has('fixed') ? 'fixed' : (countTypes.find(has) ?? 'one'),
    multiply: has('multiply'),
    storage: has('pointer') ? 'pointer' : has('alloc') ? 'allocated' : 'embedded',
    slots: has('nullable') ? 'nullable' : has('allocated') ? 'allocated' : 'none',
    version: has('version'),
    test: has('test'),
  };
}

const real: RealTables = facts;

const forms = new Weighted(real.forms, formOf);
const deviceFields = new Weighted(real.deviceFields, Number);
const structFields = new Weighted(real.structFields, Number);
const arrays = new Weighted(real.arrays, Number);
const buffers = new Weighted(real.buffers, Number);
const versions = new Weighted(real.versions, (text): Versions => {
  const [version = 0, minimumVersion = 0] = text.split(' ').map(Number);
  return { version, minimumVersion, saved: version, loaded: version };
});

/** Random numbers and forms, those more often that are more frequent in real tables. */
export const drawReal = {
  form: (draw: Draw): RealForm => forms.draw(draw),
  deviceFields: (draw: Draw): number => deviceFields.draw(draw),
  structFields: (draw: Draw): number => structFields.draw(draw),
  array: (draw: Draw): number => arrays.draw(draw),
  buffer: (draw: Draw): number => buffers.draw(draw),
  versions: (draw: Draw): Versions => versions.draw(draw),
};
