import type { VMStateDescription as Vmsd, VMStateField as Field } from '../../vmstate/host/description.ts';

/**
 * What a release says when something goes wrong, one function for each place of its sources that says anything;
 * null: nothing. Whether it is printed or becomes an Error is a matter of the place: errors.ts.
 */
export interface Words {
  readonly versionTooNew: (vmsd: Vmsd, version: number) => string;
  readonly versionTooOld: (vmsd: Vmsd, version: number) => string;
  /** The version of a list's elements or of a tree's keys and values. */
  readonly elementVersion: (vmsd: Vmsd, isNew: boolean) => string;
  readonly preLoad: (vmsd: Vmsd, result: number) => string | null;
  readonly postLoad: (vmsd: Vmsd, result: number) => string | null;
  readonly preSave: (vmsd: Vmsd) => string;
  readonly postSave: (vmsd: Vmsd) => string | null;
  /** In front of the Error that an errp hook has set. */
  readonly beforePreLoad: (vmsd: Vmsd) => string;
  readonly beforePostLoad: (vmsd: Vmsd) => string;
  readonly beforePreSave: (vmsd: Vmsd) => string;
  readonly absent: (vmsd: Vmsd, field: Field) => string;
  /** A size, or that of all elements together, that does not fit 64 bits; memory that cannot be had. */
  readonly sizeOverflow: (field: Field) => string;
  readonly allocationOverflow: (field: Field) => string;
  readonly noMemory: (field: Field) => string;
  readonly unequal: (held: string, loaded: string) => string;
  readonly notBelow: (held: string, loaded: string) => string;
  readonly marker: (byte: number) => string;
  /** Said of an info that returned an error, by the struct around it. */
  readonly element: (type: string, field: Field, code: number) => string;
  readonly stream: (vmsd: Vmsd, code: number) => string;
  /** Printed of any field that failed. */
  readonly loadedField: (vmsd: Vmsd, field: Field) => string | null;
  readonly loadedElement: (field: Field, vmsd: Vmsd, code: number) => string | null;
  readonly loadedNode: (field: Field, vmsd: Vmsd, code: number) => string | null;
  readonly nodeCount: (field: Field) => string;
  readonly noSubsection: (name: string, vmsd: Vmsd) => string | null;
  readonly beforeSubsection: (name: string, vmsd: Vmsd, code: number) => string;
  readonly put: () => string;
  readonly savedField: (vmsd: Vmsd, field: Field) => string;
  readonly savedElement: (field: Field, vmsd: Vmsd, code: number) => string | null;
  readonly savedTree: (field: Field, code: number) => string | null;
}

/** QEMU 7.2, 10.0: error_report in vmstate.c and vmstate-types.c. */
export const words72: Words = {
  versionTooNew: ({ name, version_id: own }, version) =>
    `${name}: incoming version_id ${version} is too new for local version_id ${own}`,
  // There are two blanks.
  versionTooOld: ({ name, minimum_version_id: least }, version) =>
    `${name}: incoming version_id ${version} is too old for local minimum version_id  ${least}`,
  elementVersion: ({ name }, isNew) => `${name} too ${isNew ? 'new' : 'old'}`,
  preLoad: () => null,
  postLoad: () => null,
  preSave: ({ name }) => `pre-save failed: ${name}`,
  postSave: () => null,
  beforePreLoad: () => '',
  beforePostLoad: () => '',
  beforePreSave: () => '',
  absent: ({ name }, field) => `Input validation failed: ${name}/${field.name}`,
  sizeOverflow: () => '',
  allocationOverflow: () => '',
  noMemory: () => '',
  unequal: (held, loaded) => `${held} != ${loaded}`,
  notBelow: (held, loaded) => `Invalid value ${loaded} expecting positive value <= ${held}`,
  marker: () => 'vmstate: get_nullptr expected VMS_NULLPTR_MARKER',
  element: () => '',
  stream: () => '',
  loadedField: ({ name }, field) => `Failed to load ${name}:${field.name}`,
  loadedElement: (field, { name }, code) =>
    field.info === 'qlist' ? `${field.name}: failed to load ${name} (${code})` : null,
  loadedNode: (field, { name }, code) => `${field.name} : failed to load ${name} (${code})`,
  nodeCount: ({ name }) => `${name} inconsistent stream when loading the gtree`,
  noSubsection: () => null,
  beforeSubsection: () => '',
  put: () => '',
  savedField: ({ name }, field) => `Save of field ${name}/${field.name} failed`,
  savedElement: (field, { name }, code) =>
    field.info === 'qlist' ? `${field.name}: failed to save ${name} (${code})` : null,
  savedTree: ({ name }, code) => `${name} : failed to save gtree (${code})`,
};

/** QEMU 10.0.13. */
export const words100: Words = {
  ...words72,
  put: () => 'put failed',
  postSave: ({ name }) => `post-save failed: ${name}`,
  savedField: (vmsd, field) => `${words72.savedField(vmsd, field)}: `,
};

function preLoadText({ name, version_id: own, minimum_version_id: least }: Vmsd): string {
  return `pre load hook failed for: '${name}', version_id: ${own}, minimum version_id: ${least}`;
}

function postLoadText({ name, version_id: own, minimum_version_id: least }: Vmsd): string {
  return `post load hook failed for: ${name}, version_id: ${own}, minimum_version: ${least}`;
}

/** QEMU 10.2: error_setg and error_prepend in vmstate.c, error_report in vmstate-types.c. */
export const words102: Words = {
  ...words72,
  versionTooOld: ({ name, minimum_version_id: least }, version) =>
    `${name}: incoming version_id ${version} is too old for local minimum version_id ${least}`,
  preLoad: (vmsd, result) => `${preLoadText(vmsd)}, ret: ${result}`,
  postLoad: (vmsd, result) => `${postLoadText(vmsd)}, ret: ${result}`,
  postSave: words100.postSave,
  beforePreLoad: (vmsd) => `${preLoadText(vmsd)}: `,
  beforePostLoad: (vmsd) => `${postLoadText(vmsd)}: `,
  beforePreSave: ({ name }) => `pre-save for ${name} failed: `,
  absent: (vmsd, field) => `${words72.absent(vmsd, field)} version_id: ${vmsd.version_id}`,
  element: (type, { name }, code) => `Failed to load element of type ${type} for ${name}: ${code}`,
  stream: ({ name }, code) => `Failed to load ${name} state: stream error: ${code}`,
  loadedField: () => null,
  loadedElement: () => null,
  loadedNode: () => null,
  noSubsection: (name, vmsd) => `VM subsection '${name}' in '${vmsd.name}' does not exist`,
  beforeSubsection: (name, vmsd, code) => `Loading VM subsection '${name}' in '${vmsd.name}' failed: ${code}: `,
  savedElement: () => null,
};

/** QEMU 11.1: one Error for all. */
export const words111: Words = {
  ...words102,
  marker: (byte) => `Unexpected ptr marker: ${byte}`,
  element: (type, { name }) => `Failed to load element of type ${type} for ${name}`,
  beforeSubsection: (name, vmsd) => `Loading VM subsection '${name}' in '${vmsd.name}' failed: `,
  put: words100.put,
  savedField: words100.savedField,
  savedTree: () => null,
};

/** QEMU 11.2: vmstate_size and vmstate_handle_alloc name themselves. */
export const words112: Words = {
  ...words111,
  sizeOverflow: ({ name }) => `vmstate_size: VMState field '${name}' multiply overflow`,
  allocationOverflow: ({ name }) => `vmstate_handle_alloc: field '${name}' multiply overflow`,
  noMemory: ({ name }) => `vmstate_handle_alloc: Could not allocate memory for field '${name}'`,
};
