import type { Dialect } from '../../vmstate/dialect.ts';
import type { Template } from './message.ts';

/** What a save can have to say. */
export const saveKinds = [
  /** Hooks: the plain ones by their name, the errp variant by an Error of the device's own. */
  'pre_save',
  'pre_save_errp',
  'post_save',
  /** That Error. */
  'device',
  /** A size that does not fit 64 bits (since 11.2). */
  'size overflow',
  /** The put function of an info failed. */
  'put',
  /** A field failed, whatever the reason. */
  'field',
  'list element',
  'tree',
] as const;

export type SaveKind = (typeof saveKinds)[number];

/** What is around a failure says these; the others name its cause. */
export const framesOfSave: readonly SaveKind[] = ['field', 'list element', 'tree'];

export type SaveTemplates = Readonly<Record<SaveKind, Template>>;

/** error_report, and no Error (vmstate.c:vmstate_save_state_v, vmstate-types.c in 7.2). */
const reports: SaveTemplates = {
  pre_save: ['report', 'pre-save failed: {struct}'],
  pre_save_errp: null,
  post_save: null,
  device: null,
  'size overflow': null,
  put: null,
  field: ['report', 'Save of field {struct}/{field} failed'],
  'list element': ['report', '{field}: failed to save {struct} ({code})'],
  tree: ['report', '{field} : failed to save gtree ({code})'],
};

/** Structs have an Error, where they are given one (8.2). */
const structs: SaveTemplates = {
  ...reports,
  pre_save: ['error', 'pre-save failed: {struct}'],
  field: ['error', 'Save of field {struct}/{field} failed'],
};

const prefixes: SaveTemplates = {
  ...structs,
  post_save: ['error', 'post-save failed: {struct}'],
  put: ['error', 'put failed'],
  field: ['prefix', 'Save of field {struct}/{field} failed: '],
};

const own: SaveTemplates = {
  ...structs,
  pre_save_errp: ['prefix', 'pre-save for {struct} failed: '],
  post_save: ['error', 'post-save failed: {struct}'],
  device: ['error', '{hook} of {struct} returned false'],
  'list element': null,
};

/** All functions share one Error; post_save cannot fail. */
const errors: SaveTemplates = {
  ...own,
  post_save: null,
  put: ['error', 'put failed'],
  field: ['prefix', 'Save of field {struct}/{field} failed: '],
  tree: null,
};

/** Sizes are checked. */
const sizes: SaveTemplates = {
  ...errors,
  'size overflow': ['error', "vmstate_size: VMState field '{field}' multiply overflow"],
};

const templates: Readonly<Record<Dialect, SaveTemplates>> = {
  'qemu-7.2': reports,
  'qemu-8.2': structs,
  'qemu-10.0': prefixes,
  'qemu-10.2': own,
  'qemu-11.1': errors,
  'qemu-11.2': sizes,
};

/** How a release puts what it says of a save. */
export function saveTemplatesOf(dialect: Dialect): SaveTemplates {
  return templates[dialect];
}
