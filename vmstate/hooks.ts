/**
 * The hooks of a description and what each returns; absent: there is none.
 * A hook does nothing else, but an engine can tell in which order it called
 * them. The `errp` variants (since 10.2) return success or failure and take
 * precedence over the plain ones. Names are those of QEMU's VMStateDescription.
 *
 * @since 0.1.0
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

/**
 * The hooks of a description, by their names in `VMStateDescription`.
 *
 * @since 0.1.0
 */
export const hookNames = [
  'pre_load',
  'pre_load_errp',
  'post_load',
  'post_load_errp',
  'pre_save',
  'pre_save_errp',
  'post_save',
] as const;

/**
 * The name of a hook.
 *
 * @since 0.1.0
 */
export type HookName = (typeof hookNames)[number];

/**
 * Results with which a plain hook says that something went wrong: a C int, of which
 * a comparison with one value, a negation or a byte would each take some for another.
 */
export const failingResults = [-22, -5, -1, -256, -2147483648] as const;

/** Positive results, which mean another thing in each release (VMS-HOOK-3). */
export const positiveResults = [1, 256, 2147483647] as const;

/** What an engine can call in a device: a hook, the test of a subsection, the test of a field. */
export type CallName = HookName | 'needed' | 'field_exists';

/** One call of an engine into a device. The trace of a save or load is its calls in order. */
export interface Call {
  readonly hook: CallName;
  /** The name of the description; of `field_exists`: `description.field`. */
  readonly name: string;
  /** The version that the call gets; null for calls that get none. */
  readonly version: number | null;
}

/** A call of a hook; only `post_load` and `post_load_errp` get the version. */
export function hookCall(hook: HookName, vmsd: string, version: number | null): Call {
  return { hook, name: vmsd, version };
}

/** A save tests whether a subsection is needed. */
export function neededCall(vmsd: string): Call {
  return { hook: 'needed', name: vmsd, version: null };
}

/** A save or load tests whether a field exists in a version. */
export function existsCall(vmsd: string, field: string, version: number): Call {
  return { hook: 'field_exists', name: `${vmsd}.${field}`, version };
}

/** A call as one line of a trace: `post_load dev 3`. */
export function callText({ hook, name, version }: Call): string {
  return version === null ? `${hook} ${name}` : `${hook} ${name} ${version}`;
}

const versioned: ReadonlySet<string> = new Set<CallName>(['post_load', 'post_load_errp', 'field_exists']);
const callNames: readonly CallName[] = [...hookNames, 'needed', 'field_exists'];

/** The call that a line of a trace stands for; null if it is none. Names may contain spaces. */
export function parseCall(line: string): Call | null {
  const hook = callNames.find((name) => line.startsWith(`${name} `));
  if (hook === undefined) return null;
  const rest = line.slice(hook.length + 1);
  if (!versioned.has(hook)) return { hook, name: rest, version: null };
  const last = /^(?<name>.*) (?<version>-?\d+)$/s.exec(rest);
  if (last?.groups === undefined) return null;
  return { hook, name: last.groups['name'] ?? '', version: Number(last.groups['version']) };
}
