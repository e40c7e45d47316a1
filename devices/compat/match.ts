import type { DescriptionSet, DeviceDescription } from '../set/types.ts';

/** A device that both sets have, by the indices of its descriptions. */
export interface Match {
  readonly name: string;
  readonly old: number;
  readonly now: number;
}

/** The devices of two sets: those of both, and those of one. */
export interface Matches {
  readonly both: readonly Match[];
  readonly onlyOld: readonly string[];
  readonly onlyNow: readonly string[];
  /** Devices of both that one of them cannot migrate. */
  readonly unmigratable: readonly string[];
}

/**
 * Finds the devices that both sets have: descriptions that nothing refers to,
 * by name; where several have one name, those first that are most alike.
 */
export function matchDevices(old: DescriptionSet, now: DescriptionSet): Matches {
  const ours = byName(old);
  const theirs = byName(now);
  const both: Match[] = [];
  const onlyOld: string[] = [];
  const unmigratable: string[] = [];
  const onlyNow: string[] = [...theirs.keys()].filter((name) => !ours.has(name));
  for (const [name, indices] of ours) {
    const others = [...(theirs.get(name) ?? [])];
    const pairs = indices
      .flatMap((a) => others.map((b) => ({ a, b, alike: likeness(old.descriptions[a], now.descriptions[b]) })))
      .sort((x, y) => y.alike - x.alike);
    const taken = new Set<number>();
    const given = new Set<number>();
    for (const { a, b } of pairs) {
      if (taken.has(a) || given.has(b)) continue;
      taken.add(a);
      given.add(b);
      if (old.descriptions[a]?.unmigratable === true || now.descriptions[b]?.unmigratable === true)
        unmigratable.push(name);
      else both.push({ name, old: a, now: b });
    }
    if (taken.size < indices.length) onlyOld.push(name);
    if (given.size < others.length) onlyNow.push(name);
  }
  return { both, onlyOld, onlyNow, unmigratable };
}

function byName({ descriptions }: DescriptionSet): Map<string, number[]> {
  const names = new Map<string, number[]>();
  const isOnly = descriptions.length > 0 && descriptions.every(({ role }) => role !== 'device');
  descriptions.forEach(({ name, role }, index) => {
    if (role === 'device' || isOnly) names.set(name, [...(names.get(name) ?? []), index]);
  });
  return names;
}

/** How much two descriptions have in common: the share of their fields that have the other's name. */
function likeness(a: DeviceDescription | undefined, b: DeviceDescription | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const names = new Set(a.fields.map(({ name }) => name));
  const shared = b.fields.filter(({ name }) => names.has(name)).length;
  const sizes = a.fields.filter(({ size }, i) => b.fields[i]?.size === size).length;
  return (shared + sizes / 10) / Math.max(1, a.fields.length, b.fields.length);
}
