import type { Dialect } from '../../vmstate/dialect.ts';
import type { Template } from './message.ts';

/** What a load can have to say. */
export const loadKinds = [
  /** The version of a struct is out of range (vmstate_load_state, vmstate_load_vmsd). */
  'too new',
  'too old',
  /** The same of the elements of a list or the sides of a tree, by the version of the field. */
  'elements too new',
  'elements too old',
  /** Hooks: the plain ones by their result, the errp variants by an Error of the device's own. */
  'pre_load',
  'pre_load_errp',
  'post_load',
  'post_load_errp',
  /** That Error. */
  'device',
  'must exist',
  /** A size that does not fit 64 bits, the same of all elements together, and memory that cannot be had (since 11.2). */
  'size overflow',
  'allocation overflow',
  'allocation',
  'not equal',
  'not less or equal',
  /** A byte that is no marker. */
  'marker',
  /** An info of a device failed. */
  'info',
  /** The get function of any info failed: said by the struct around it. */
  'element',
  /** The stream had failed after an element. */
  'stream',
  /** A field failed, whatever the reason. */
  'field',
  'list element',
  'tree side',
  'node count',
  'unknown subsection',
  /** A subsection failed: said by the struct around it. */
  'subsection',
] as const;

export type LoadKind = (typeof loadKinds)[number];

/** What is around a failure says these; the others name its cause. */
export const framesOfLoad: readonly LoadKind[] = ['element', 'field', 'list element', 'tree side', 'subsection'];

export type LoadTemplates = Readonly<Record<LoadKind, Template>>;

const VERSION = 'version_id: {own}, minimum version_id: {minimum}';
const AFTER = 'version_id: {own}, minimum_version: {minimum}';

/** error_report, and no Error (vmstate.c, vmstate-types.c up to 10.0). */
const reports: LoadTemplates = {
  'too new': ['report', '{struct}: incoming version_id {version} is too new for local version_id {own}'],
  'too old': ['report', '{struct}: incoming version_id {version} is too old for local minimum version_id  {minimum}'],
  'elements too new': ['report', '{struct} too new'],
  'elements too old': ['report', '{struct} too old'],
  pre_load: null,
  pre_load_errp: null,
  post_load: null,
  post_load_errp: null,
  device: null,
  'must exist': ['report', 'Input validation failed: {struct}/{field}'],
  'size overflow': null,
  'allocation overflow': null,
  allocation: null,
  'not equal': ['report', '{held} != {loaded}'],
  'not less or equal': ['report', 'Invalid value {loaded} expecting positive value <= {held}'],
  marker: ['report', 'vmstate: get_nullptr expected VMS_NULLPTR_MARKER'],
  info: null,
  element: null,
  stream: null,
  field: ['report', 'Failed to load {struct}:{field}'],
  'list element': ['report', '{field}: failed to load {struct} ({code})'],
  'tree side': ['report', '{field} : failed to load {struct} ({code})'],
  'node count': ['report', '{field} inconsistent stream when loading the gtree'],
  'unknown subsection': null,
  subsection: null,
};

/** Structs have an Error; infos print what they find, and their struct only has the code. */
const mixed: LoadTemplates = {
  ...reports,
  'too new': ['error', '{struct}: incoming version_id {version} is too new for local version_id {own}'],
  'too old': ['error', '{struct}: incoming version_id {version} is too old for local minimum version_id {minimum}'],
  pre_load: ['error', `pre load hook failed for: '{struct}', ${VERSION}, ret: {result}`],
  pre_load_errp: ['prefix', `pre load hook failed for: '{struct}', ${VERSION}: `],
  post_load: ['error', `post load hook failed for: {struct}, ${AFTER}, ret: {result}`],
  post_load_errp: ['prefix', `post load hook failed for: {struct}, ${AFTER}: `],
  device: ['error', '{hook} of {struct} returned false'],
  'must exist': ['error', 'Input validation failed: {struct}/{field} version_id: {own}'],
  element: ['error', 'Failed to load element of type {type} for {field}: {code}'],
  stream: ['error', 'Failed to load {struct} state: stream error: {code}'],
  field: null,
  'list element': null,
  'tree side': null,
  'unknown subsection': ['error', "VM subsection '{name}' in '{struct}' does not exist"],
  subsection: ['prefix', "Loading VM subsection '{name}' in '{struct}' failed: {code}: "],
};

/** All functions share one Error. */
const errors: LoadTemplates = {
  ...mixed,
  'elements too new': ['error', '{struct} too new'],
  'elements too old': ['error', '{struct} too old'],
  'not equal': ['error', '{held} != {loaded}'],
  'not less or equal': ['error', 'Invalid value {loaded} expecting positive value <= {held}'],
  marker: ['error', 'Unexpected ptr marker: {marker}'],
  info: ['error', 'Failed to load element of type {type} for {field}'],
  element: null,
  'node count': ['error', '{field} inconsistent stream when loading the gtree'],
  subsection: ['prefix', "Loading VM subsection '{name}' in '{struct}' failed: "],
};

/** Sizes are checked. */
const sizes: LoadTemplates = {
  ...errors,
  'size overflow': ['error', "vmstate_size: VMState field '{field}' multiply overflow"],
  'allocation overflow': ['error', "vmstate_handle_alloc: field '{field}' multiply overflow"],
  allocation: ['error', "vmstate_handle_alloc: Could not allocate memory for field '{field}'"],
};

const templates: Readonly<Record<Dialect, LoadTemplates>> = {
  'qemu-7.2': reports,
  'qemu-8.2': reports,
  'qemu-10.0': reports,
  'qemu-10.2': mixed,
  'qemu-11.1': errors,
  'qemu-11.2': sizes,
};

/** How a release puts what it says of a load. */
export function loadTemplatesOf(dialect: Dialect): LoadTemplates {
  return templates[dialect];
}
