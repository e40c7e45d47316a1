import { VMS } from '../../vmstate/host/flags.ts';
import { ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Fields that are there when they should not be, or at the wrong version. */
export const presenceFaults: readonly FaultyEngine[] = [
  ruleFault(
    {
      rules: ['VMS-EXIST-2'],
      id: 'field-exists-ignored',
      breaks: 'A field with a field_exists exists by its version alone.',
    },
    (right) => ({
      test: (_machine, { version }, field) => right.exists(field, version),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-EXIST-2'],
      id: 'field-exists-and-version',
      breaks: 'A field exists only if both its field_exists and its version say so.',
    },
    (right) => ({
      test: (machine, object, field) => right.test(machine, object, field) && right.exists(field, object.version),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-EXIST-2'],
      id: 'field-exists-at-own-version',
      breaks: "field_exists gets the description's version, not the stream's.",
    },
    (right) => ({
      test: (machine, object, field) => right.test(machine, { ...object, version: object.vmsd.version_id }, field),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-EXIST-3', 'VMS-ABORT-1'],
      id: 'must-exist-ignored',
      breaks: 'A field that must exist may be absent.',
    },
    () => ({
      mustExist: () => false,
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-ABORT-1'],
      id: 'must-exist-ignored-by-save',
      breaks: 'A save goes on without a field that must exist.',
    },
    (right) => ({
      saveFields(machine, vmsd, opaque, version) {
        const fields = vmsd.fields.map((field) => ({ ...field, flags: field.flags & ~VMS.MUST_EXIST }));
        return right.saveFields(machine, { ...vmsd, fields }, opaque, version);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-EXIST-3'],
      id: 'must-exist-ignored-inside',
      breaks: 'Inside a nested struct a load goes on without a field that must exist.',
    },
    (right) => ({
      loadFields(machine, vmsd, opaque, version) {
        if (machine.depth < 0) return right.loadFields(machine, vmsd, opaque, version);
        const fields = vmsd.fields.map((field) => ({ ...field, flags: field.flags & ~VMS.MUST_EXIST }));
        return right.loadFields(machine, { ...vmsd, fields }, opaque, version);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-VERSION-3'],
      id: 'vstruct-at-own-version',
      breaks: 'A VSTRUCT is handled at the version of its description.',
    },
    () => ({
      vstructVersion: (_field, vmsd) => vmsd.version_id,
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-VERSION-3'],
      id: 'vstruct-at-version-of-field',
      breaks: 'A VSTRUCT is handled at the version that introduced the field.',
    },
    () => ({
      vstructVersion: (field) => field.version_id,
    }),
  ),
];
