import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import { operations, parts } from '../../vmstate/host/features.ts';
import { flagNames, flagsFromNames, flagValue, namesOfFlags, type FlagName } from '../../vmstate/host/flags.ts';
import type { HookName, Hooks } from '../../vmstate/hooks.ts';
import { infosOf } from '../../vmstate/info.ts';

const errpHooks: readonly HookName[] = ['pre_save_errp', 'pre_load_errp', 'post_load_errp'];

/** The terminator is implied: no description needs it. */
function isSupported(dialect: Dialect, name: FlagName): boolean {
  return name !== 'VMS_END' && flagValue(dialect, name) !== undefined;
}

/** What `hello` lists. */
export function helloFeatures(dialect: Dialect): string[] {
  const flags = flagNames.filter((name) => isSupported(dialect, name));
  return [...operations, ...flags, ...infosOf(dialect).map((info) => `info:${info}`), ...parts];
}

/** Answers which flag, info or hook of a description does not exist in the dialect (null: none). */
export function createFeatureCheck(dialect: Dialect): (description: VMStateDescription) => string | null {
  const unsupported = flagsFromNames(flagNames.filter((name) => !isSupported(dialect, name))) ?? 0;
  const unknown = traitsOf(dialect).errpHooks ? [] : errpHooks;
  const { byteArrays } = traitsOf(dialect);

  function check(vmsd: VMStateDescription): string | null {
    const hook = vmsd.hooks === undefined ? undefined : unknownHook(vmsd.hooks);
    if (hook !== undefined) return `hook:${hook}`;
    for (const field of vmsd.fields) {
      if ((field.flags & unsupported) !== 0) return namesOfFlags(field.flags & unsupported)[0] ?? null;
      if (!byteArrays && field.info === 'g_byte_array') return 'info:g_byte_array';
      const found =
        (field.vmsd === null ? null : check(field.vmsd)) ??
        (field.key_vmsd === undefined ? null : check(field.key_vmsd));
      if (found !== null) return found;
    }
    return vmsd.subsections === undefined ? null : checkAll(vmsd.subsections);
  }

  function checkAll(vmsds: readonly VMStateDescription[]): string | null {
    for (const vmsd of vmsds) {
      const found = check(vmsd);
      if (found !== null) return found;
    }
    return null;
  }

  function unknownHook(hooks: Hooks): HookName | undefined {
    return unknown.find((name) => hooks[name] !== undefined);
  }

  // Requests of one case come one after another, and most are about its own description.
  let last: VMStateDescription | null = null;
  let answer: string | null = null;
  return (vmsd) => {
    if (vmsd !== last) {
      answer = check(vmsd);
      last = vmsd;
    }
    return answer;
  };
}
