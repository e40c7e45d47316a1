import type { DescriptionSet, DeviceField } from '../set/types.ts';

/** Infos that devices define themselves, and the fields that have them. */
export interface OwnInfoFields {
  readonly own: string;
  readonly fields: readonly string[];
}

/** A set without the fields whose bytes nobody knows, and what was left out. */
export interface KnownFields {
  readonly set: DescriptionSet;
  readonly leftOut: readonly OwnInfoFields[];
}

/** Whether a description is of interest for itself. */
type IsUsed = (name: string, index: number) => boolean;

/**
 * Leaves out the fields with an info that a device defines: what it writes and
 * reads is not in the tables. Counts and tests are found by their places in the
 * object, so nothing else changes.
 */
export function withoutOwnInfos(set: DescriptionSet, isUsed: IsUsed = (): boolean => true): KnownFields {
  const leftOut = new Map<string, string[]>();
  const used = reachable(set, isUsed);
  const descriptions = set.descriptions.map((description, index) => {
    if (!used.has(index)) return description;
    const fields = description.fields.filter((field) => {
      const own = ownInfoOf(field);
      if (own === null) return true;
      const name = `${description.name}.${field.name}`;
      const known = leftOut.get(own);
      if (known === undefined) leftOut.set(own, [name]);
      else known.push(name);
      return false;
    });
    return fields.length === description.fields.length ? description : { ...description, fields };
  });
  return { set: { ...set, descriptions }, leftOut: [...leftOut].map(([own, fields]) => ({ own, fields })) };
}

/** The descriptions that are used, and all that they are made of. */
function reachable({ descriptions }: DescriptionSet, isUsed: IsUsed): ReadonlySet<number> {
  const found = new Set<number>();
  const pending = descriptions.flatMap(({ name }, index) => (isUsed(name, index) ? [index] : []));
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    const description = descriptions[index];
    if (found.has(index) || description === undefined) continue;
    found.add(index);
    const inner = description.fields.flatMap(({ vmsd, key_vmsd }) => [vmsd, key_vmsd]);
    pending.push(...[...inner, ...description.subsections].filter((to) => typeof to === 'number'));
  }
  return found;
}

function ownInfoOf({ host }: DeviceField): string | null {
  return typeof host?.info === 'object' ? host.info.own : null;
}
