import type { Assumption } from './assumptions.ts';

/** A machine type as in `pc-i440fx-7.2`. */
interface MachineType {
  readonly family: string;
  readonly version: readonly [major: number, minor: number];
}

/**
 * The result of a test that depends on the version of the machine type, by the properties that
 * QEMU sets for older ones (hw/core/machine.c: hw_compat_*; hw/i386/pc.c: pc_compat_*).
 */
interface MachineFact {
  readonly field: string;
  /** The last version of a machine type with this result. */
  readonly until: readonly [major: number, minor: number];
  readonly then: boolean;
  /** On newer machine types; absent: it depends on more than the machine type. */
  readonly later?: boolean;
  /** Machine types of PCs only. */
  readonly pc?: true;
}

const facts: readonly MachineFact[] = [
  { field: 'e1000e.core.timadj', until: [7, 2], then: false, later: true },
  { field: 'virtio-mem-device.tmp', until: [7, 2], then: true, later: false },
  { field: 'virtio-mem-device.size', until: [7, 2], then: true, later: false },
  { field: 'virtio-mem-device.bitmap', until: [7, 2], then: true, later: false },
  { field: 'piix4_pm.smb', until: [3, 1], then: false, later: true, pc: true },
  { field: 'ich9_smb.irq_enabled', until: [3, 1], then: false, later: true, pc: true },
  { field: 'ich9_smb.smb', until: [3, 1], then: false, later: true, pc: true },
  {
    field: 'pcie-root-port.parent_obj.parent_obj.parent_obj.parent_obj',
    until: [2, 9],
    then: false,
    later: true,
  },
  { field: 'pvscsi.parent_obj', until: [2, 5], then: true, later: false },
  { field: 'cpu/error_code', until: [10, 1], then: false, pc: true },
  { field: 'scsi-disk/pr', until: [10, 2], then: false },
  { field: 'tpm-crb/chunk', until: [11, 0], then: false },
];

const families = ['pc-i440fx', 'pc-q35', 'virt', 'pseries', 's390-ccw-virtio'] as const;

/** The machine types that are known, in words. */
export const knownMachines: string = `${families.join(', ')}, each with a version, as in pc-i440fx-7.2`;

/** What holds on a machine type, unless somebody sets the properties otherwise. Null: it is not known. */
export function assumptionsOfMachine(name: string): readonly Assumption[] | null {
  const type = machineType(name);
  if (type === null) return null;
  const isPc = type.family.startsWith('pc-');
  return facts.flatMap(({ field, until, then, later, pc }): Assumption[] => {
    if (pc === true && !isPc) return [];
    const result = isAtMost(type.version, until) ? then : later;
    if (result === undefined) return [];
    return [{ side: 'both', field, value: Number(result), text: `${field}=${String(result)}` }];
  });
}

function machineType(name: string): MachineType | null {
  const [, family = '', major, minor] = /^(.+)-(\d{1,3})\.(\d{1,3})$/.exec(name) ?? [];
  if (!families.some((known) => known === family)) return null;
  return { family, version: [Number(major), Number(minor)] };
}

function isAtMost(a: MachineType['version'], b: MachineType['version']): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]);
}
