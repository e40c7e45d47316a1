import { EINVAL } from '../../vmstate/wire.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { areaFault, ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Versions misunderstood. */
export const versionFaults: readonly FaultyEngine[] = [
  areaFault(
    { area: 'version', id: 'newer-fields-sent', breaks: 'Fields newer than the version are handled too.' },
    () => ({
      exists: () => true,
    }),
  ),
  areaFault(
    {
      area: 'version',
      id: 'fields-of-this-version-skipped',
      breaks: 'Fields that the version itself introduced are skipped.',
    },
    () => ({
      exists: (field, version) => field.version_id === 0 || field.version_id < version,
    }),
  ),
  areaFault(
    {
      area: 'version',
      id: 'field-versions-exact',
      breaks: 'Only fields of exactly the version (or of every version) exist.',
    },
    () => ({
      exists: (field, version) => field.version_id === 0 || field.version_id === version,
    }),
  ),
  areaFault(
    {
      area: 'version',
      id: 'struct-version-inherited',
      breaks: 'A nested struct is handled at the version of the struct around it.',
    },
    (right) => ({
      checkVersion: (machine, vmsd, version) => (machine.depth < 0 ? right.checkVersion(machine, vmsd, version) : 0),
      nestedVersion: (_vmsd, version) => version,
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-VERSION-2'],
      id: 'struct-saved-at-parent-version',
      breaks: 'A nested struct is saved at the version of the struct around it, and loaded at its own.',
    },
    (right) => ({
      saveFields(machine, vmsd, opaque, version) {
        const field = machine.depth < 0 ? undefined : machine.fields[machine.depth];
        const isNested = field !== undefined && (field.flags & VMS.STRUCT) !== 0 && field.vmsd === vmsd;
        const around = isNested ? machine.versions[machine.depth] : undefined;
        return right.saveFields(machine, vmsd, opaque, around ?? version);
      },
    }),
  ),
  areaFault(
    { area: 'version', id: 'struct-version-minimum', breaks: 'A nested struct is handled at its minimum version.' },
    () => ({
      nestedVersion: (vmsd) => vmsd.minimum_version_id,
    }),
  ),
  areaFault(
    { area: 'version', id: 'too-new-accepted', breaks: 'A stream newer than the description is loaded.' },
    (right) => ({
      checkVersion: (machine, vmsd, version) => right.checkVersion(machine, vmsd, Math.min(version, vmsd.version_id)),
    }),
  ),
  areaFault(
    { area: 'version', id: 'too-old-accepted', breaks: 'A stream older than the minimum version is loaded.' },
    (right) => ({
      checkVersion: (machine, vmsd, version) =>
        version < vmsd.minimum_version_id ? 0 : right.checkVersion(machine, vmsd, version),
    }),
  ),
  areaFault(
    { area: 'version', id: 'minimum-version-refused', breaks: 'A stream of exactly the minimum version is refused.' },
    (right) => ({
      checkVersion(machine, vmsd, version) {
        const older = version === vmsd.minimum_version_id && version < vmsd.version_id;
        return older ? EINVAL : right.checkVersion(machine, vmsd, version);
      },
    }),
  ),
];
