import { breach, type FaultyEngine } from './faulty-engine.ts';

/** Fields that are there when they should not be, or at the wrong version. */
export const presenceFaults: readonly FaultyEngine[] = [
  breach(
    'VMS-EXIST-2',
    'field-exists-ignored',
    'A field with a field_exists exists by its version alone.',
    (right) => ({
      test: (_machine, { version }, field) => right.exists(field, version),
    }),
  ),
  breach(
    'VMS-EXIST-2',
    'field-exists-and-version',
    'A field exists only if both its field_exists and its version say so.',
    (right) => ({
      test: (machine, object, field) => right.test(machine, object, field) && right.exists(field, object.version),
    }),
  ),
  breach(
    'VMS-EXIST-2',
    'field-exists-at-own-version',
    "field_exists is asked about the description's own version.",
    (right) => ({
      test: (machine, object, field) => right.test(machine, { ...object, version: object.vmsd.version_id }, field),
    }),
  ),
  breach('VMS-EXIST-3', 'must-exist-ignored', 'A load goes on without a field that must exist.', () => ({
    mustExist: () => false,
  })),
  breach('VMS-VERSION-3', 'vstruct-at-own-version', 'A VSTRUCT is handled at the version of its description.', () => ({
    vstructVersion: (_field, vmsd) => vmsd.version_id,
  })),
  breach(
    'VMS-VERSION-3',
    'vstruct-at-version-of-field',
    'A VSTRUCT is handled at the version that introduced the field.',
    () => ({
      vstructVersion: (field) => field.version_id,
    }),
  ),
];
