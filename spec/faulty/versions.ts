import { EINVAL } from '../../vmstate/wire.ts';
import { fault, type FaultyEngine } from './faulty-engine.ts';

/** Versions misunderstood. */
export const versionFaults: readonly FaultyEngine[] = [
  fault('version', 'newer-fields-sent', 'Fields newer than the version are handled too.', () => ({
    exists: () => true,
  })),
  fault('version', 'fields-of-this-version-skipped', 'Fields that the version itself introduced are skipped.', () => ({
    exists: (field, version) => field.version_id === 0 || field.version_id < version,
  })),
  fault('version', 'field-versions-exact', 'Only fields of exactly the version (or of every version) exist.', () => ({
    exists: (field, version) => field.version_id === 0 || field.version_id === version,
  })),
  fault(
    'version',
    'struct-version-inherited',
    'A nested struct is handled at the version of the struct around it.',
    (right) => ({
      checkVersion: (machine, vmsd, version) => (machine.depth < 0 ? right.checkVersion(machine, vmsd, version) : 0),
      nestedVersion: (_vmsd, version) => version,
    }),
  ),
  fault('version', 'struct-version-minimum', 'A nested struct is handled at its minimum version.', () => ({
    nestedVersion: (vmsd) => vmsd.minimum_version_id,
  })),
  fault('version', 'too-new-accepted', 'A stream newer than the description is loaded.', (right) => ({
    checkVersion: (machine, vmsd, version) => right.checkVersion(machine, vmsd, Math.min(version, vmsd.version_id)),
  })),
  fault('version', 'too-old-accepted', 'A stream older than the minimum version is loaded.', (right) => ({
    checkVersion: (machine, vmsd, version) =>
      version < vmsd.minimum_version_id ? 0 : right.checkVersion(machine, vmsd, version),
  })),
  fault('version', 'minimum-version-refused', 'A stream of exactly the minimum version is refused.', (right) => ({
    checkVersion(machine, vmsd, version) {
      const older = version === vmsd.minimum_version_id && version < vmsd.version_id;
      return older ? EINVAL : right.checkVersion(machine, vmsd, version);
    },
  })),
];
