import type { VMStateDescription } from '../../vmstate/description.ts';
import { flagNames, flagsFromNames, flagValue, namesOfFlags, type FlagName } from '../../vmstate/flags.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { infos } from '../../vmstate/info.ts';

/** The terminator is implied, and no description can say a VSTRUCT's version. */
const excluded: readonly FlagName[] = ['VMS_END', 'VMS_VSTRUCT'];

function isSupported(dialect: Dialect, name: FlagName): boolean {
  return !excluded.includes(name) && flagValue(dialect, name) !== undefined;
}

/** What `hello` lists. */
export function featuresOf(dialect: Dialect): string[] {
  const flags = flagNames.filter((name) => isSupported(dialect, name));
  return ['op:measure', ...flags, ...infos.map((info) => `info:${info}`)];
}

/**
 * Answers which flag of it does not exist in the
 * dialect (null: none).
 */
export function createFeatureCheck(
  dialect: Dialect,
): (description: VMStateDescription) => string | null {
  const unsupported = flagsFromNames(flagNames.filter((name) => !isSupported(dialect, name))) ?? 0;

  function check(vmsd: VMStateDescription): string | null {
    for (const field of vmsd.fields) {
      if ((field.flags & unsupported) !== 0) return namesOfFlags(field.flags & unsupported)[0] ?? null;
      const found = field.vmsd === null ? null : check(field.vmsd);
      if (found !== null) return found;
    }
    return null;
  }

  return check;
}
