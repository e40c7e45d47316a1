import type { Dialect } from '../dialect.ts';
import { traitsOf } from '../dialect.ts';
import { parts } from '../host/features.ts';
import { flagNames, namesOfFlags } from '../host/flags.ts';
import { infosOf } from '../info.ts';
import type { Count, CountType, Element, Member, Slots, Storage, StructShape } from '../model/model.ts';
import { flagsOf } from './flags-of-member.ts';

const nothing: StructShape = { name: 's', version: 0, minimumVersion: 0, members: [] };

const elements: readonly Element[] = [
  { kind: 'scalar', type: 'uint32' },
  { kind: 'buffer', size: 1 },
  { kind: 'vbuffer', sizedBy: 0, multiply: null },
  { kind: 'vbuffer', sizedBy: 0, multiply: 1 },
  { kind: 'unused', size: 1 },
  { kind: 'struct', struct: nothing },
  { kind: 'struct', struct: nothing, version: 0 },
  { kind: 'bitmap', sizedBy: 0 },
  { kind: 'list', list: 'qtailq', struct: nothing },
  { kind: 'tmp', struct: nothing },
  { kind: 'tree', key: null, value: nothing },
  { kind: 'bytearray' },
  { kind: 'validate' },
];

const countTypes: readonly CountType[] = ['int32', 'uint8', 'uint16', 'uint32', 'uint64'];

const counts: readonly Count[] = [
  { kind: 'one' },
  { kind: 'fixed', n: 1 },
  ...countTypes.flatMap((type): Count[] => [
    { kind: 'counted', by: 0, type, multiply: null },
    { kind: 'counted', by: 0, type, multiply: 2 },
  ]),
];

const storages: readonly Storage[] = ['embedded', 'pointer', 'allocated'];
const slotKinds: readonly Slots[] = ['none', 'nullable', 'allocated'];

/**
 * The kind of element that a flag word goes with, as the generation statistics name them
 * apart. A checked integer or a timer is a scalar: its info alone is another.
 */
export type FormType = Exclude<Element['kind'], 'vbuffer' | 'checked' | 'timer' | 'failing'>;

/** A legal form of a member: its flag word and kind of element. */
export interface Form {
  readonly flags: number;
  readonly type: FormType;
}

/**
 * Every form that the generators make in a dialect; a run that misses one is
 * vacuous. VMS_MUST_EXIST is in none but that of a validation: it goes with
 * every form.
 */
export function formsOf(dialect: Dialect): Form[] {
  const forms = new Map<string, Form>();
  for (const element of elements) {
    for (const count of counts) {
      for (const storage of storages) {
        for (const slots of slotKinds) {
          const member: Member = { name: 'm', version: 0, migrated: true, element, count, storage, slots };
          if (!isLegal(member, dialect)) continue;
          const type = kindOf(element);
          const flags = flagsOf(member, dialect);
          forms.set(`${flags}/${type}`, { flags, type });
        }
      }
    }
  }
  return [...forms.values()];
}

function kindOf({ kind }: Element): FormType {
  if (kind === 'vbuffer') return 'buffer';
  return kind === 'checked' || kind === 'timer' || kind === 'failing' ? 'scalar' : kind;
}

function isLegal({ element, count, storage, slots }: Member, dialect: Dialect): boolean {
  const traits = traitsOf(dialect);
  if (count.kind === 'counted' && count.multiply !== null && !traits.multiplyElements) return false;
  if (count.kind === 'counted' && count.type === 'uint64' && !traits.ownWidths) return false;
  if (element.kind === 'unused' && storage !== 'embedded') return false;
  if (element.kind === 'bytearray' && !traits.byteArrays) return false;
  if (isLone(element))
    return count.kind === 'one' && slots === 'none' && storage === (element.kind === 'bitmap' ? 'pointer' : 'embedded');
  if (slots === 'none') return true;
  if (slots === 'allocated' && !traits.autoAlloc) return false;
  // Since 11.1 QEMU's own check asserts that there is an array flag.
  if (count.kind === 'one' && (slots === 'allocated' || traits.pointerStride)) return false;
  // The slots of an array that a load allocates are garbage; a sized buffer would say their distance too.
  return (
    storage !== 'allocated' && (element.kind === 'scalar' || element.kind === 'struct' || element.kind === 'buffer')
  );
}

/** Always single, and always in the same place. */
function isLone({ kind }: Element): boolean {
  return (
    kind === 'bitmap' ||
    kind === 'list' ||
    kind === 'tmp' ||
    kind === 'tree' ||
    kind === 'bytearray' ||
    kind === 'validate'
  );
}

/** Flags (`VMS_ARRAY`), types (`info:uint32`) and parts (`part:hooks`) that the generators use in a dialect. */
export function featuresOfDialect(dialect: Dialect): string[] {
  const flags = formsOf(dialect).reduce((all, form) => all | form.flags, 0);
  return [
    ...flagNames.filter((name) => namesOfFlags(flags).includes(name)),
    ...infosOf(dialect).map((info) => `info:${info}`),
    ...parts,
  ];
}
