import type { DeviceHookName } from '../set/types.ts';
import type { Members } from './members.ts';

/**
 * The layouts that VMStateField and VMStateDescription have had, as data
 * (include/migration/vmstate.h of each release). They changed at different
 * times, so every pair is tried.
 */

export type FieldMember =
  | 'name'
  | 'err_hint'
  | 'offset'
  | 'size'
  | 'start'
  | 'num'
  | 'num_offset'
  | 'size_offset'
  | 'num_indirect'
  | 'size_indirect'
  | 'info'
  | 'flags'
  | 'vmsd'
  | 'version_id'
  | 'struct_version_id'
  | 'field_exists';

export interface FieldLayout {
  /** The releases that have it. */
  readonly name: string;
  readonly members: Members<FieldMember>;
}

export const fieldLayouts: readonly FieldLayout[] = [
  {
    name: '7.2 to 11.0',
    members: [
      ['name', 'pointer'],
      ['err_hint', 'pointer'],
      ['offset', 'size'],
      ['size', 'size'],
      ['start', 'size'],
      ['num', 'int'],
      ['num_offset', 'size'],
      ['size_offset', 'size'],
      ['info', 'pointer'],
      ['flags', 'int'],
      ['vmsd', 'pointer'],
      ['version_id', 'int'],
      ['struct_version_id', 'int'],
      ['field_exists', 'pointer'],
    ],
  },
  {
    name: '11.1.0 to 11.1.1',
    members: [
      ['name', 'pointer'],
      ['offset', 'size'],
      ['size', 'size'],
      ['size_offset', 'size'],
      ['start', 'size'],
      ['num', 'int'],
      ['num_offset', 'size'],
      ['info', 'pointer'],
      ['flags', 'int'],
      ['vmsd', 'pointer'],
      ['version_id', 'int'],
      ['struct_version_id', 'int'],
      ['field_exists', 'pointer'],
    ],
  },
  {
    name: '11.1.3 and later',
    members: [
      ['name', 'pointer'],
      ['offset', 'size'],
      ['size', 'size'],
      ['size_indirect', 'indirect'],
      ['num_indirect', 'indirect'],
      ['start', 'size'],
      ['num', 'int'],
      ['info', 'pointer'],
      ['flags', 'int'],
      ['vmsd', 'pointer'],
      ['version_id', 'int'],
      ['struct_version_id', 'int'],
      ['field_exists', 'pointer'],
    ],
  },
];

export type DescriptionMember =
  | 'name'
  | 'unmigratable'
  | 'early_setup'
  | 'version_id'
  | 'minimum_version_id'
  | 'priority'
  | DeviceHookName
  | 'needed'
  | 'fields'
  | 'subsections';

export interface DescriptionLayout {
  readonly name: string;
  readonly members: Members<DescriptionMember>;
}

const head: Members<DescriptionMember> = [
  ['name', 'pointer'],
  // An int in 7.2; of a little-endian host its first byte tells, of a big-endian one the word does.
  ['unmigratable', 'bool'],
  ['early_setup', 'bool'],
  ['version_id', 'int'],
  ['minimum_version_id', 'int'],
  ['priority', 'int'],
];

const tail: Members<DescriptionMember> = [
  ['post_save', 'pointer'],
  ['needed', 'pointer'],
  ['dev_unplug_pending', 'pointer'],
  ['fields', 'pointer'],
  ['subsections', 'pointer'],
];

export const descriptionLayouts: readonly DescriptionLayout[] = [
  {
    name: '7.2 to 10.1',
    members: [...head, ['pre_load', 'pointer'], ['post_load', 'pointer'], ['pre_save', 'pointer'], ...tail],
  },
  {
    name: '10.2 and later',
    members: [
      ...head,
      ['pre_load', 'pointer'],
      ['pre_load_errp', 'pointer'],
      ['post_load', 'pointer'],
      ['post_load_errp', 'pointer'],
      ['pre_save', 'pointer'],
      ['pre_save_errp', 'pointer'],
      ...tail,
    ],
  },
];
