import type { Dialect } from '../vmstate/dialect.ts';
import { traitsOf } from '../vmstate/dialect.ts';
import { flagNames, namesOfFlags, VMS } from '../vmstate/flags.ts';
import { infos } from '../vmstate/info.ts';
import type { Count, CountType, Element, Member, Slots, Storage } from '../vmstate/model.ts';
import { flagsOf } from './layout/flags.ts';

const elements: readonly Element[] = [
  { kind: 'scalar', type: 'uint32' },
  { kind: 'buffer', size: 1 },
  { kind: 'vbuffer', sizedBy: 0, multiply: null },
  { kind: 'vbuffer', sizedBy: 0, multiply: 1 },
  { kind: 'unused', size: 1 },
  { kind: 'struct', struct: { name: 's', version: 0, minimumVersion: 0, members: [] } },
];

const countTypes: readonly CountType[] = ['int32', 'uint8', 'uint16', 'uint32'];

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

/** The kind of element that a flag word goes with, as the census tells them apart. */
export type FormType = 'scalar' | 'buffer' | 'unused' | 'struct';

/** A legal form of a member: its flag word and kind of element. */
export interface Form {
  readonly flags: number;
  readonly type: FormType;
}

/** Every form that the generators make in a dialect; a run that misses one is vacuous. */
export function formsOf(dialect: Dialect): Form[] {
  const forms = new Map<string, Form>();
  for (const element of elements) {
    for (const count of counts) {
      for (const storage of storages) {
        for (const slots of slotKinds) {
          const member: Member = { name: 'm', version: 0, migrated: true, element, count, storage, slots };
          if (!isLegal(member, dialect)) continue;
          const type = element.kind === 'vbuffer' ? 'buffer' : element.kind;
          const flags = flagsOf(member);
          forms.set(`${flags}/${type}`, { flags, type });
        }
      }
    }
  }
  return [...forms.values()];
}

function isLegal({ element, count, storage, slots }: Member, dialect: Dialect): boolean {
  const traits = traitsOf(dialect);
  if (count.kind === 'counted' && count.multiply !== null && !traits.multiplyElements) return false;
  if (element.kind === 'unused' && storage !== 'embedded') return false;
  if (slots === 'none') return true;
  if (slots === 'allocated' && !traits.autoAlloc) return false;
  // The slots of an array that a load allocates are garbage; a buffer behind a slot has the wrong size.
  return storage !== 'allocated' && count.kind !== 'one' && (element.kind === 'scalar' || element.kind === 'struct');
}

/** Flags (`VMS_ARRAY`) and types (`info:uint32`) that the generators use in a dialect. */
export function featuresOfDialect(dialect: Dialect): string[] {
  const flags = formsOf(dialect).reduce((all, form) => all | form.flags, 0);
  return [...flagNames.filter((name) => namesOfFlags(flags).includes(name)), ...infos.map((info) => `info:${info}`)];
}

/** The words for a form: `VMS_ARRAY | VMS_POINTER of struct`. */
export function formText({ flags, type }: Form): string {
  return `${flags === 0 ? 'no flag' : namesOfFlags(flags).join(' | ')} of ${type}`;
}

/** True when every flag of the form may be used. */
export function isAllowed({ flags }: Form, allows: (feature: string) => boolean): boolean {
  return namesOfFlags(flags & ~VMS.SINGLE).every(allows);
}
