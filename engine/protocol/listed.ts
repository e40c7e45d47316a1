import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { flagsFromNames, isFlagName, namesOfFlags } from '../../vmstate/host/flags.ts';
import type { Info } from '../../vmstate/info.ts';

/**
 * Checks that requests use only features that the engine lists. Returns the
 * first feature of a description that it does not list; null: none.
 */
export function createListedCheck(features: readonly string[]): (description: VMStateDescription) => string | null {
  const listed = new Set(features);
  const flags = flagsFromNames(features.filter(isFlagName)) ?? 0;
  const infos = new Map<Info, boolean>();
  /** Most requests share their descriptions with others. */
  const known = new WeakMap<VMStateDescription, string | null>();

  function check(description: VMStateDescription): string | null {
    let found = known.get(description);
    if (found === undefined) {
      found = search(description);
      known.set(description, found);
    }
    return found;
  }

  function search({ fields, subsections, hooks, tmp }: VMStateDescription): string | null {
    if (hooks !== undefined && !listed.has('part:hooks')) return 'part:hooks';
    if (tmp?.copies !== undefined && !listed.has('part:tmp-copies')) return 'part:tmp-copies';
    for (const field of fields) {
      const found = lackOf(field);
      if (found !== null) return found;
    }
    if (subsections === undefined || subsections.length === 0) return null;
    return listed.has('part:subsections') ? first(subsections) : 'part:subsections';
  }

  function lackOf(field: VMStateField): string | null {
    const beyond = field.flags & ~flags;
    if (beyond !== 0) return namesOfFlags(beyond)[0] ?? null;
    const { info, field_exists: exists, vmsd, key_vmsd: key } = field;
    if (info !== null && !hasInfo(info)) return `info:${info}`;
    if (exists !== undefined && !listed.has('part:field_exists')) return 'part:field_exists';
    return (vmsd === null ? null : check(vmsd)) ?? (key === undefined ? null : check(key));
  }

  /** Asked of every field: a text that is made only once. */
  function hasInfo(info: Info): boolean {
    let has = infos.get(info);
    if (has === undefined) {
      has = listed.has(`info:${info}`);
      infos.set(info, has);
    }
    return has;
  }

  function first(descriptions: readonly VMStateDescription[]): string | null {
    for (const description of descriptions) {
      const found = check(description);
      if (found !== null) return found;
    }
    return null;
  }

  return check;
}
