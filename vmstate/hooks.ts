/**
 * The hooks of a description and what each returns; absent: there is none.
 * A hook does nothing else, but an engine can tell in which order it called
 * them. The `errp` variants (since 10.2) return success or failure and take
 * precedence over the plain ones. Names are those of QEMU's VMStateDescription.
 */
export interface Hooks {
  readonly pre_load?: number | undefined;
  readonly pre_load_errp?: boolean | undefined;
  readonly post_load?: number | undefined;
  readonly post_load_errp?: boolean | undefined;
  readonly pre_save?: number | undefined;
  readonly pre_save_errp?: boolean | undefined;
  readonly post_save?: number | undefined;
}

export const hookNames = [
  'pre_load',
  'pre_load_errp',
  'post_load',
  'post_load_errp',
  'pre_save',
  'pre_save_errp',
  'post_save',
] as const;

export type HookName = (typeof hookNames)[number];

/**
 * Results with which a plain hook says that something went wrong: a C int, of which
 * a comparison with one value, a negation or a byte would each take some for another.
 */
export const failingResults = [-22, -5, -1, -256, -2147483648] as const;

/** Positive results, which mean another thing in each release (VMS-HOOK-3). */
export const positiveResults = [1, 256, 2147483647] as const;

/*
 * What an engine tells of its calls into a device, one line each, in order.
 * The oracle says the same lines.
 */

/** A hook was called; `post_load` is told the version. */
export function hookLine(hook: HookName, vmsd: string, version: number | null): string {
  return version === null ? `${hook} ${vmsd}` : `${hook} ${vmsd} ${version}`;
}

/** A save asked whether a subsection is needed. */
export function neededLine(vmsd: string): string {
  return `needed ${vmsd}`;
}

/** A save or load asked whether a field exists in a version. */
export function existsLine(vmsd: string, field: string, version: number): string {
  return `field_exists ${vmsd}.${field} ${version}`;
}
